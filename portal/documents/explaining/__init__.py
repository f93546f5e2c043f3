"""What a document means, in plain words. Pure: facts and the dictionary in, sentences out; no database, no request."""
