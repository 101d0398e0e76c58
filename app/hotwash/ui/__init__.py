"""All of Qt: windows, panels and the map. Thin: it sets what the view-models say and forwards gestures."""
