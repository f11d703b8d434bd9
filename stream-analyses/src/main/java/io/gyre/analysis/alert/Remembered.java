package io.gyre.analysis.alert;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * What is kept of one rule and one line.
 *
 * <pre>
 * remembered = version:1 raised:flag streak:signed seen:signed number:unsigned text:string place
 * place      = chunk:signed closing:flag end:signed analysis:string
 * </pre>
 *
 * @param number of the last change; 0 before the first
 * @param text of the rule: what another one remembers is not taken over
 * @param place of the last answer judged
 */
public record Remembered(AlertState state, long number, String text, Place place) {

    private static final int VERSION = 1;

    /**
     * Where an answer stands among those of its line. An answer that does not stand after the last one says nothing new.
     *
     * @param closing whether the line ends with the answer's window
     * @param endNs the first nanosecond after the answer
     */
    public record Place(long chunkId, boolean closing, long endNs, String analysis) implements Comparable<Place> {

        static final Place NONE = new Place(Long.MIN_VALUE, false, Long.MIN_VALUE, "");

        @Override
        public int compareTo(Place other) {
            int order = Long.compare(chunkId, other.chunkId);
            order = order == 0 ? Boolean.compare(closing, other.closing) : order;
            order = order == 0 ? Long.compare(endNs, other.endNs) : order;
            return order == 0 ? analysis.compareTo(other.analysis) : order;
        }
    }

    static Remembered nothing(AlertRule rule) {
        return new Remembered(AlertState.CALM, 0, rule.text(), Place.NONE);
    }

    /** {@return it in its encoding} */
    public byte[] encode() {
        var out = new PartialOutput();
        out.writeUnsigned(VERSION);
        out.writeFlag(state.raised());
        out.writeSigned(state.streak());
        out.writeSigned(state.seenNs());
        out.writeUnsigned(number);
        out.writeString(text);
        out.writeSigned(place.chunkId());
        out.writeFlag(place.closing());
        out.writeSigned(place.endNs());
        out.writeString(place.analysis());
        return out.toByteArray();
    }

    /** @throws PartialFormatException when it is damaged, or of a newer version */
    public static Remembered decode(byte[] bytes) throws PartialFormatException {
        var in = new PartialInput(bytes);
        long version = in.readUnsigned();
        if (version != VERSION) {
            throw new PartialFormatException(PartialFormatException.Kind.TOO_NEW,
                    "the stored state of a rule is of version " + version + ", known is " + VERSION);
        }
        var state = new AlertState(in.readFlag(), in.readInt(), in.readSigned());
        return new Remembered(state, in.readUnsigned(), in.readString(),
                new Place(in.readSigned(), in.readFlag(), in.readSigned(), in.readString()));
    }
}
