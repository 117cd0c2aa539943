"""Words: the value that segmenter and recogniser share, and the door to jieba."""
