package io.gyre.ctf.text;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.text.bytes.FloatText;

/** Writes a floating point number of four or eight bytes. */
final class FloatStep extends TextStep {
    private final IntegerField bits;

    FloatStep(byte[] literal, FieldClass.FixedLength field) {
        super(literal);
        this.bits = new IntegerField(field, false);
    }

    @Override
    boolean run(TextPlace place) {
        putLiteral(place);
        long value = bits.load(place.in, place.from);
        place.from += bits.bytes;
        FloatText.put(place.toLine(),
                bits.bytes == Float.BYTES ? Float.intBitsToFloat((int) value) : Double.longBitsToDouble(value));
        place.fromLine();
        return true;
    }
}
