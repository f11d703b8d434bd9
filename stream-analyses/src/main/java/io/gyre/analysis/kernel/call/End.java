package io.gyre.analysis.kernel.call;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/** What lies in a place when a stretch of time ends. */
public sealed interface End {
    End NOTHING = new Nothing();

    /** No call is open. */
    record Nothing() implements End {}

    /**
     * A call that was entered and not left.
     *
     * @param call its name, such as {@code read}
     * @param variant what kind of this call it is, such as a command, or the name of the file that it opens; may be empty
     * @param argument what the analysis keeps of its arguments
     */
    record Open(String call, long sinceNs, String variant, long argument) implements End {}

    /** What lay in this place when the stretch began. */
    record Initial(long place) implements End {}

    /** Writes it after a number that tells its kind. */
    static void write(End end, PartialOutput out) {
        switch (end) {
            case Nothing() -> out.writeUnsigned(0);
            case Open(String call, long sinceNs, String variant, long argument) -> {
                out.writeUnsigned(1);
                out.writeString(call);
                out.writeSigned(sinceNs);
                out.writeString(variant);
                out.writeSigned(argument);
            }
            case Initial(long place) -> {
                out.writeUnsigned(2);
                out.writeUnsigned(place);
            }
        }
    }

    /** {@return what {@link #write} has written} */
    static End read(PartialInput in) throws PartialFormatException {
        long kind = in.readUnsigned();
        if (kind == 0) {
            return NOTHING;
        } else if (kind == 1) {
            return new Open(in.readString(), in.readSigned(), in.readString(), in.readSigned());
        }
        return new Initial(in.readUnsigned());
    }
}
