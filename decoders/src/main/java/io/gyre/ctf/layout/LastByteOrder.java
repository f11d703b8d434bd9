package io.gyre.ctf.layout;

import io.gyre.ctf.model.FieldClass;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The byte order of the last bits decoded. A byte must not hold bits of both orders (CTF 1.8 §4.1.5; CTF2-SPEC-2.0 §6.4.3).
 *
 * @param order null when it is not known before reading
 */
record LastByteOrder(@Nullable ByteOrder order) {
    static final LastByteOrder UNKNOWN = new LastByteOrder(null);

    /** {@return whether a field of another order would be wrong within this byte} */
    boolean differsFrom(ByteOrder next) {
        return order != null && order != next;
    }

    /** {@return what is known when either may be the case} */
    LastByteOrder join(LastByteOrder other) {
        return order == other.order ? this : UNKNOWN;
    }

    /** {@return what is known after a field of this class} */
    LastByteOrder after(FieldClass field) {
        return switch (field) {
            case FieldClass.FixedLength fixed -> new LastByteOrder(fixed.byteOrder());
            case FieldClass.Structure structure -> {
                LastByteOrder last = this;
                for (FieldClass.Member member : structure.members()) {
                    last = last.after(member.fieldClass());
                }
                yield last;
            }
            case FieldClass.StaticLengthArray array -> array.length() == 0 ? this : after(array.element());
            case FieldClass.DynamicLengthArray array -> join(after(array.element()));
            case FieldClass.Optional optional -> join(after(optional.content()));
            case FieldClass.Variant variant -> variant.options().stream().map(option -> after(option.fieldClass()))
                    .reduce(LastByteOrder::join).orElse(this);
            // These lie in whole bytes.
            case FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ ->
                UNKNOWN;
        };
    }
}
