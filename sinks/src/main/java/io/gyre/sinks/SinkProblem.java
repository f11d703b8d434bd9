package io.gyre.sinks;

/** What can keep a sink from doing its work. The codes are stable: metrics and scripts may rely on them. */
public enum SinkProblem {
    /** No space is left where the sink writes. Retried. */
    DISK_FULL("disk-full"),
    /** The folder, or its file system, cannot be written to. Retried. */
    FOLDER_NOT_WRITABLE("folder-not-writable"),
    /** Another process writes into the same folder. */
    FOLDER_IN_USE("folder-in-use"),
    /** The folder holds the files of another topic of the same name, such as that of an earlier cluster. */
    FOLDER_OF_ANOTHER_TOPIC("folder-of-another-topic"),
    /** The folder holds things of others, which would be in the way. */
    FOLDER_NOT_EMPTY("folder-not-empty"),
    /** Reading or writing failed for another reason. Retried. */
    FOLDER_IO("folder-io"),
    /** The library that writes Parquet cannot be loaded. */
    PARQUET_UNAVAILABLE("parquet-unavailable"),
    /** A topic that the sink reads or writes does not exist. */
    TOPIC_MISSING("topic-missing"),
    /** The brokers refuse this principal. */
    NOT_AUTHORIZED("not-authorized"),
    /** Another sink has started under the same instance name and has taken over. */
    REPLACED("replaced"),
    /** The brokers did not answer in time, or answered with an error that does not go away by itself. */
    KAFKA("kafka");

    private final String code;

    SinkProblem(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
