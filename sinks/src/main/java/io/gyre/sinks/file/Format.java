package io.gyre.sinks.file;

/** What a batch is written as. */
public enum Format {
    /** One JSON object a line. */
    JSON_LINES("jsonl"),
    /** Apache Parquet, columns typed, compressed with zstd. */
    PARQUET("parquet");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    public String extension() {
        return extension;
    }
}
