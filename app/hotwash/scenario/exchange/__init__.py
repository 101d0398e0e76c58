"""Networks and rules from and to the files of other programs, one format a file; knows no screen and no exercise."""
