"""Tables as workbooks; the only folder that knows openpyxl."""
