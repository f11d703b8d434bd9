package io.gyre.ctf.compile;

import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.FieldClass;
import java.util.Arrays;
import java.util.Optional;

/** The types that a field may be bound to. */
enum ValueType {
    INT(int.class), LONG(long.class), DOUBLE(double.class), BOOLEAN(boolean.class), TEXT(Text.class), STRING(
            String.class);

    private final Class<?> javaType;

    ValueType(Class<?> javaType) {
        this.javaType = javaType;
    }

    Class<?> javaType() {
        return javaType;
    }

    static Optional<ValueType> of(Class<?> javaType) {
        return Arrays.stream(values()).filter(t -> t.javaType == javaType).findFirst();
    }

    /** {@return whether a field's values can be handed as this type}; an int takes the bits of any integer of up to 32. */
    boolean takes(FieldClass field) {
        return switch (this) {
            case INT ->
                (field instanceof FieldClass.FixedLengthInteger || field instanceof FieldClass.FixedLengthBitArray)
                        && ((FieldClass.FixedLength) field).lengthBits() <= Integer.SIZE;
            case LONG -> field instanceof FieldClass.IntegerLike || field instanceof FieldClass.FixedLengthBitArray;
            case DOUBLE -> field instanceof FieldClass.FixedLengthFloatingPoint;
            case BOOLEAN -> field instanceof FieldClass.FixedLengthBoolean || LONG.takes(field);
            case TEXT, STRING -> field instanceof FieldClass.NullTerminatedString
                    || field instanceof FieldClass.StaticLengthString
                    || field instanceof FieldClass.DynamicLengthString;
        };
    }
}
