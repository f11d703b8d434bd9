package io.gyre.sinks.row;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.gyre.wire.Alert;
import io.gyre.wire.Completeness;
import io.gyre.wire.FleetResult;
import io.gyre.wire.LineId;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import org.jspecify.annotations.Nullable;

/** Turns what the bus carries into rows. */
public final class Rows {
    private Rows() {}

    /**
     * {@return the result's row}
     *
     * @param place where it lies
     * @throws RecordException when its value is no JSON
     */
    public static Row of(Result result, RecordRef place) throws RecordException {
        LineId line = result.line();
        return new Row(Table.RESULTS,
                cells(place, line.host(), line.session(), line.created(), result.analysis(), (long) result.version(),
                        result.scope().name(), result.chunkId(), result.beginNs(), result.endNs(), result.closing(),
                        result.completeness().lateEvents(), result.completeness().gaps(),
                        result.completeness().discardedEvents(), result.completeness().discardedPackets(),
                        JsonValue.onOneLine(result.json(), place.toString())));
    }

    /** {@return the row of something that was set aside} */
    public static Row of(Quarantine quarantine, RecordRef place) {
        LineId line = quarantine.line();
        RecordRef source = quarantine.source();
        return new Row(Table.QUARANTINE, cells(place, quarantine.code(), quarantine.message(), quarantine.stage(),
                line == null ? null : line.host(), line == null ? null : line.session(),
                line == null ? null : line.created(), quarantine.chunkId(), quarantine.file(), quarantine.packet(),
                quarantine.byteOffset(), source == null ? null : source.toString(), base64(quarantine.raw()),
                quarantine.atMs()));
    }

    /** {@return the alert's row} */
    public static Row of(Alert alert, RecordRef place) {
        LineId line = alert.line();
        return new Row(Table.ALERTS, cells(place, alert.rule(), alert.text(), alert.change().name(),
                alert.cause().name(), line.host(), line.session(), line.created(), alert.number(), alert.value(),
                alert.chunkId(), alert.atNs(), alert.clock().name()));
    }

    /**
     * {@return the roll-up's row}
     *
     * @throws RecordException when its value is no JSON
     */
    public static Row of(FleetResult fleet, RecordRef place) throws RecordException {
        Completeness completeness = fleet.completeness();
        return new Row(Table.FLEET, cells(place, fleet.slice().analysis(), fleet.slice().beginNs(),
                fleet.slice().endNs(), fleet.revision(), fleet.hosts(), fleet.lines(), fleet.incompleteLines(),
                completeness.lateEvents(), completeness.gaps(), completeness.discardedEvents(),
                completeness.discardedPackets(), JsonValue.onOneLine(fleet.json(), place.toString())));
    }

    /** {@return a record that cannot be read, as a row that keeps its bytes} */
    public static Row unreadable(RecordException problem, byte @Nullable [] key, byte @Nullable [] value,
            RecordRef place) {
        return new Row(Table.UNREADABLE,
                cells(place, problem.code(), problem.getMessage(), base64(key), base64(value)));
    }

    private static List<@Nullable Object> cells(RecordRef place, @Nullable Object... own) {
        @Nullable
        Object[] all = Arrays.copyOf(own, own.length + 2);
        all[own.length] = (long) place.partition();
        all[own.length + 1] = place.offset();
        return Arrays.asList(all);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
