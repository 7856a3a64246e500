ALTER INDEX book_title_key RENAME TO book_by_title;
COMMENT ON TABLE author IS 'Nobody doubts this.';
