package io.gyre.wire.avro;

import io.gyre.wire.Alert;
import io.gyre.wire.FleetResult;
import io.gyre.wire.FleetShare;
import io.gyre.wire.HostSign;
import io.gyre.wire.Manifest;
import io.gyre.wire.Partial;
import io.gyre.wire.Quarantine;
import io.gyre.wire.Result;
import io.gyre.wire.WorkItem;
import java.util.List;

/** The codec of each kind of record that a topic carries. All are safe for use by several threads. */
public final class WireCodecs {
    public static final WireCodec<Manifest> MANIFEST = WireCodec.of(Manifest.class);
    public static final WireCodec<WorkItem> WORK_ITEM = WireCodec.of(WorkItem.class);
    public static final WireCodec<Partial> PARTIAL = WireCodec.of(Partial.class);
    public static final WireCodec<Result> RESULT = WireCodec.of(Result.class);
    public static final WireCodec<FleetShare> FLEET_SHARE = WireCodec.of(FleetShare.class);
    public static final WireCodec<FleetResult> FLEET_RESULT = WireCodec.of(FleetResult.class);
    public static final WireCodec<HostSign> HOST_SIGN = WireCodec.of(HostSign.class);
    public static final WireCodec<Alert> ALERT = WireCodec.of(Alert.class);
    public static final WireCodec<Quarantine> QUARANTINE = WireCodec.of(Quarantine.class);

    private WireCodecs() {}

    /** {@return every codec} */
    public static List<WireCodec<?>> all() {
        return List.of(MANIFEST, WORK_ITEM, PARTIAL, RESULT, FLEET_SHARE, FLEET_RESULT, HOST_SIGN, ALERT, QUARANTINE);
    }
}
