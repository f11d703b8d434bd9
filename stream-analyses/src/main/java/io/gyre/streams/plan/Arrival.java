package io.gyre.streams.plan;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.wire.Manifest;
import io.gyre.wire.RecordException;
import io.gyre.wire.RecordRef;
import io.gyre.wire.avro.WireCodecs;

/**
 * A manifest that was accepted.
 *
 * @param at where it lies
 * @param sentAtMs the record's own time
 * @param arrivedAtMs when it came, by the planner's own clock
 */
public record Arrival(Manifest manifest, RecordRef at, long sentAtMs, long arrivedAtMs) {

    public byte[] encode() {
        var out = new PartialOutput();
        out.writeString(at.topic());
        out.writeUnsigned(at.partition());
        out.writeUnsigned(at.offset());
        out.writeSigned(sentAtMs);
        out.writeUnsigned(arrivedAtMs);
        out.writeBytes(WireCodecs.MANIFEST.encode(manifest));
        return out.toByteArray();
    }

    public static Arrival decode(byte[] bytes) throws PartialFormatException, RecordException {
        var in = new PartialInput(bytes);
        var at = new RecordRef(in.readString(), (int) in.readUnsigned(), in.readUnsigned());
        long sentAtMs = in.readSigned();
        long arrivedAtMs = in.readUnsigned();
        return new Arrival(WireCodecs.MANIFEST.decode(in.readBytes(), at.toString()), at, sentAtMs, arrivedAtMs);
    }
}
