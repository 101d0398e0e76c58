"""Documents as PDF; the only folder that knows ReportLab."""
