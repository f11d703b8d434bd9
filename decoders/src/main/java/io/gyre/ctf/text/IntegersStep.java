package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.text.bytes.Digits;
import io.gyre.ctf.text.bytes.IndexText;

/** Writes an array of plain integers, each with its index. */
final class IntegersStep extends TextStep {
    private static final int ELEMENT_ROOM = 2 * Digits.LONGEST;

    private final IntegerField field;
    private final NodeText.NumberText number;
    private final IntegerField.Form form;
    private final long length;
    private final int slot;

    private IntegersStep(byte[] literal, FieldClass.FixedLength element, NodeText.NumberText number, long length,
            int slot) {
        super(literal);
        this.field = new IntegerField(element, number.signedness() == Signedness.SIGNED);
        this.number = number;
        this.form = IntegerField.Form.of(number);
        this.length = length;
        this.slot = slot;
    }

    /** {@return the step of an array that always has so many elements} */
    static IntegersStep fixed(byte[] literal, FieldClass.FixedLength element, NodeText.NumberText number,
            long length) {
        return new IntegersStep(literal, element, number, length, IntegerStep.NO_SLOT);
    }

    /** {@return the step of an array whose length the event told before} */
    static IntegersStep told(byte[] literal, FieldClass.FixedLength element, NodeText.NumberText number, int slot) {
        return new IntegersStep(literal, element, number, 0, slot);
    }

    @Override
    boolean run(TextPlace place) throws DataStreamException {
        long elements = slot == IntegerStep.NO_SLOT ? length : place.length(slot, field.bytes * Byte.SIZE);
        if (elements > TextPlace.LONGEST) {
            return false;
        }
        putLiteral(place);
        for (int i = 0; i < (int) elements; i++) {
            place.more(ELEMENT_ROOM);
            if (i > 0) {
                place.out[place.at++] = ',';
            }
            place.at = IndexText.put(place.out, place.at, i);
            putElement(place, field.load(place.in, place.from));
            place.from += field.bytes;
        }
        return true;
    }

    private void putElement(TextPlace place, long value) {
        switch (form) {
            case UNSIGNED -> place.at = Digits.unsigned(place.out, place.at, value);
            case SIGNED -> place.at = Digits.signed(place.out, place.at, value);
            case HEXADECIMAL -> place.at = Digits.hexadecimal(place.out, place.at,
                    value & -1L >>> (Long.SIZE - field.bytes * Byte.SIZE));
            case OTHER -> {
                place.toLine().putInteger(value, number.bits(), number.signedness(), number.base());
                place.fromLine();
            }
        }
    }
}
