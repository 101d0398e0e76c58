"""The Master Scenario Events List as planned, in three forms and as a workbook."""
