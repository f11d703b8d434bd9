package io.gyre.analysis.generic.pair;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.figures.Durations;

/** How {@link PairFigures} are stored. */
final class PairEncoding {
    private PairEncoding() {}

    static void write(PairFigures figures, PartialOutput out) {
        figures.latencies().write(out);
        out.writeUnsigned(figures.byKey().size());
        figures.byKey().forEach((key, durations) -> {
            out.writeBytes(key.bytes());
            durations.write(out);
        });
        figures.otherKeys().write(out);
        out.writeUnsigned(figures.longest().size());
        figures.longest().forEach(pair -> {
            out.writeBytes(pair.key().bytes());
            out.writeSigned(pair.beginNs());
            out.writeSigned(pair.endNs());
        });
        out.writeUnsigned(figures.unbegun());
        out.writeUnsigned(figures.unended());
        out.writeUnsigned(figures.dropped());
        out.writeFlag(figures.passes());
        out.writeUnsigned(figures.ends().size());
        figures.ends().forEach((key, ends) -> {
            out.writeBytes(key.bytes());
            ends.write(out);
        });
    }

    static PairFigures read(PartialInput in) throws PartialFormatException {
        Distribution latencies = Distribution.read(in);
        var byKey = in.readMap(1 + Durations.fewestBytes(), PairEncoding::key, Durations::read);
        Durations otherKeys = Durations.read(in);
        var longest = in.readList(3, from -> new LongPair(key(from), from.readSigned(), from.readSigned()));
        long unbegun = in.readUnsigned();
        long unended = in.readUnsigned();
        long dropped = in.readUnsigned();
        boolean passes = in.readFlag();
        var ends = in.readMap(3, PairEncoding::key, Ends::read);
        return PairFigures.limited(latencies, byKey, otherKeys, longest, unbegun, unended, dropped, passes, ends);
    }

    private static Key key(PartialInput in) throws PartialFormatException {
        var key = new Key(in.readBytes());
        if (!key.isWhole()) {
            throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "a key ends too early");
        }
        return key;
    }
}
