package io.gyre.wire.avro;

import io.gyre.wire.Alert;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.Completeness;
import io.gyre.wire.ContentDigest;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.FleetSlice;
import io.gyre.wire.HostSign;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Partial;
import io.gyre.wire.Quarantine;
import io.gyre.wire.RecordRef;
import io.gyre.wire.Result;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.WorkItem;
import io.gyre.wire.Xxh128;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A record of each kind, with every nullable field there and, in its {@code sparse} twin, none. */
final class Samples {
    static final LineId LINE = new LineId("host-1", "my session/2", "20261123T092351+0000");
    static final Sha256 DIGEST = Sha256.of("x".getBytes(StandardCharsets.UTF_8));
    static final Xxh128 XXH128 = Xxh128.of("x".getBytes(StandardCharsets.UTF_8));
    static final SegmentRef SEGMENT = new SegmentRef(7, 1, 3, 1234, 5_000_000, 1_000_000, DIGEST, -5, Long.MAX_VALUE,
            12, List.of(0, 2));
    static final RecordRef RECORD = new RecordRef("gyre.chunks", 0, 17);

    private Samples() {}

    static List<Record> all() {
        return List.of(manifest(), firstManifest(), sparseManifest(), workItem(), sparseWorkItem(), partial(), result(),
                sparseResult(), fleetShare(), fleetResult(), hostSign(), alert(), sparseAlert(), quarantine(),
                sparseQuarantine());
    }

    static Manifest manifest() {
        return manifest(XXH128);
    }

    /** {@return as version 1 had it, which knew SHA-256 alone} */
    static Manifest firstManifest() {
        return manifest(DIGEST);
    }

    private static Manifest manifest(ContentDigest digest) {
        return new Manifest(1, LINE, 7, "20261123T092351+0000-20261123T092352+0000-7", ChunkKind.CHUNK, digest, 6L,
                Long.MIN_VALUE, 1_700_000_000_000_000_000L,
                List.of(new Manifest.TraceRef("kernel", new UUID(1, 2), DIGEST, 1)),
                List.of(new Manifest.FileRef("kernel/ch_0", 4096, digest, Manifest.FileRef.Kind.DATA)),
                List.of("ust"),
                List.of(new Manifest.StreamRef("kernel", 0, 5L, "ch_0", List.of("kernel/ch_0"), 1, 10L, 20L, 3L, 3L, 0L,
                        -1L)),
                List.of(SEGMENT), List.of(SEGMENT),
                List.of(new Manifest.DamageRef("packet-truncated", "cut short", "kernel/ch_0", 1L, 4096L)),
                1_700_000_000_000L, "0.1.0");
    }

    static Manifest sparseManifest() {
        return new Manifest(1, LINE, 0, "", ChunkKind.CLOSING, DIGEST, null, 0, Long.MAX_VALUE,
                List.of(new Manifest.TraceRef("", null, DIGEST, 0)), List.of(), List.of(),
                List.of(new Manifest.StreamRef("", 0, null, "", List.of(), 0, null, null, null, null, null, null)),
                List.of(), null, List.of(new Manifest.DamageRef("a", "b", "c", null, null)), 0, "");
    }

    static WorkItem workItem() {
        return new WorkItem(LINE, 7, ChunkKind.CHUNK, 1, 2, WorkItem.Start.FOLLOWS, 6L, List.of(SEGMENT),
                List.of(SEGMENT),
                List.of(new WorkItem.ChunkStreams(7, List.of(new WorkItem.StreamName("kernel", 0, 5L, "ch_0")))),
                RECORD);
    }

    static WorkItem sparseWorkItem() {
        return new WorkItem(LINE, 7, ChunkKind.CLOSING, 1, Long.MAX_VALUE, WorkItem.Start.GAP, null, List.of(),
                List.of(),
                List.of(new WorkItem.ChunkStreams(7, List.of(new WorkItem.StreamName("kernel", 0, null, "ch_0")))),
                RECORD);
    }

    static Partial partial() {
        return new Partial(LINE, 7, ChunkKind.CHUNK, "events", 1, 0, 2, 1, 2, WorkItem.Start.FIRST, null,
                List.of(new Partial.Slice(0, 1_000_000_000, new byte[]{ 1, 2})), new Completeness(1, 2, 3, 4));
    }

    static Result result() {
        return new Result(LINE, "events", 1, Result.Scope.LINE, 7, 1, 2, true, Completeness.COMPLETE, "{}",
                new byte[]{ 3});
    }

    static FleetShare fleetShare() {
        return new FleetShare(new FleetSlice("cpu", -1, 1_000_000_000), LINE, 7, new Completeness(1, 2, 3, 4),
                new byte[]{ 1, 2});
    }

    static FleetResult fleetResult() {
        return new FleetResult(new FleetSlice("cpu", 0, 1_000_000_000), 2, 3, 4, 1, new Completeness(1, 2, 3, 4), "{}");
    }

    static Result sparseResult() {
        return new Result(LINE, "cpu", 2, Result.Scope.SLICE, 7, 1, 2, false, Completeness.COMPLETE, "{}", null);
    }

    static HostSign hostSign() {
        return new HostSign(LINE, 7, true);
    }

    static Alert alert() {
        return new Alert("busy", "busy: cpu switches > 5", Alert.Change.RAISED, Alert.Cause.FIGURE, LINE, 1, "6", 7L, 5,
                Alert.Clock.TRACE);
    }

    static Alert sparseAlert() {
        return new Alert("gone", "gone: web-* for 5min", Alert.Change.CLEARED, Alert.Cause.HEARD,
                new LineId("host-1", "", ""), 2, "", null, Long.MAX_VALUE, Alert.Clock.WALL);
    }

    static Quarantine quarantine() {
        return new Quarantine("seal-corrupt", "damaged", "decode", LINE, 7L, "kernel/ch_0", 1L, 4096L, RECORD,
                new byte[]{ 4}, 5);
    }

    static Quarantine sparseQuarantine() {
        return new Quarantine("record-corrupt", "damaged", "plan", null, null, null, null, null, null, null, 5);
    }
}
