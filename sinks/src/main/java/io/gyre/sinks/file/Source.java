package io.gyre.sinks.file;

/** A topic that the file sink reads, all partitions of it. */
public record Source(String topic, Kind kind) {
    /** What a topic's records are. */
    public enum Kind {
        /** {@link io.gyre.wire.Result}s: a folder for each analysis. */
        RESULTS,
        /** {@link io.gyre.wire.Quarantine} records: the folder {@value FolderNames#QUARANTINE}. */
        QUARANTINE
    }

    public static Source results(String topic) {
        return new Source(topic, Kind.RESULTS);
    }

    public static Source quarantine(String topic) {
        return new Source(topic, Kind.QUARANTINE);
    }
}
