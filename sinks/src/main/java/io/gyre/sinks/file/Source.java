package io.gyre.sinks.file;

/** A topic that the file sink reads, all partitions of it. */
public record Source(String topic, Kind kind) {
    /** What a topic's records are. */
    public enum Kind {
        /** {@link io.gyre.wire.Result}s: a folder for each analysis. */
        RESULTS,
        /** {@link io.gyre.wire.Quarantine} records: the folder {@value FolderNames#QUARANTINE}. */
        QUARANTINE,
        /** {@link io.gyre.wire.Alert}s: the folder {@value FolderNames#ALERTS}. */
        ALERTS,
        /** {@link io.gyre.wire.FleetResult}s, all revisions: the folder {@value FolderNames#FLEET}. */
        FLEET
    }

    public static Source results(String topic) {
        return new Source(topic, Kind.RESULTS);
    }

    public static Source quarantine(String topic) {
        return new Source(topic, Kind.QUARANTINE);
    }

    public static Source alerts(String topic) {
        return new Source(topic, Kind.ALERTS);
    }

    public static Source fleet(String topic) {
        return new Source(topic, Kind.FLEET);
    }
}
