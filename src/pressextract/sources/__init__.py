"""Sources: files, folders, tables and streams of any kind an archive may hold, read into documents."""
