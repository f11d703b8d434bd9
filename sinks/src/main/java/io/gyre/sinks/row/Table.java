package io.gyre.sinks.row;

import static io.gyre.sinks.row.Column.integer;
import static io.gyre.sinks.row.Column.text;

import java.util.ArrayList;
import java.util.List;

/** The shapes of rows. JSON lines and Parquet have the same columns, in the same order; new columns come at the end. */
public enum Table {
    /** A result, from {@code gyre.results}. */
    RESULTS(List.of(text("host"), text("session"), text("created"), text("analysis"), integer("version"), text("scope"),
            integer("chunk_id"), integer("begin_ns"), integer("end_ns"), new Column("closing", Column.Type.BOOLEAN),
            integer("late_events"), integer("gaps"), integer("discarded_events"), integer("discarded_packets"),
            new Column("value", Column.Type.JSON))),
    /** Something bad that was set aside, from {@code gyre.quarantine}. */
    QUARANTINE(List.of(text("code"), text("message"), text("stage"), text("host"), text("session"), text("created"),
            integer("chunk_id"), text("file"), integer("packet"), integer("byte_offset"), text("source"),
            text("raw_base64"),
            integer("at_ms"))),
    /** A rule that has begun to be broken, or is kept again, from {@code gyre.alerts}. */
    ALERTS(List.of(text("rule"), text("rule_text"), text("change"), text("cause"), text("host"), text("session"),
            text("created"), integer("number"), text("figure"), integer("chunk_id"), integer("at_ns"),
            text("clock"))),
    /** What a fleet did in a slice, from {@code gyre.fleet}: of the same analysis and times the highest revision counts. */
    FLEET(List.of(text("analysis"), integer("begin_ns"), integer("end_ns"), integer("revision"), integer("hosts"),
            integer("lines"), integer("incomplete_lines"), integer("late_events"), integer("gaps"),
            integer("discarded_events"), integer("discarded_packets"), new Column("value", Column.Type.JSON))),
    /** A record that this version cannot read, kept as it is. */
    UNREADABLE(List.of(text("code"), text("message"), text("key_base64"), text("value_base64")));

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<Column> columns;

    Table(List<Column> own) {
        List<Column> all = new ArrayList<>(own);
        all.add(integer("kafka_partition"));
        all.add(integer("kafka_offset"));
        columns = List.copyOf(all);
    }

    public List<Column> columns() {
        return columns;
    }
}
