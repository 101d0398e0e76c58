"""The Situation Manual, and its workbook variant with lines to write on."""
