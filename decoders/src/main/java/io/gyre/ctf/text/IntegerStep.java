package io.gyre.ctf.text;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.text.bytes.Digits;

/** Writes an integer, and keeps it where something later depends on it. */
abstract class IntegerStep extends TextStep {
    static final int NO_SLOT = -1;

    final IntegerField field;
    private final int slot;

    private IntegerStep(byte[] literal, IntegerField field, int slot) {
        super(literal);
        this.field = field;
        this.slot = slot;
    }

    /** @param slot where it is kept, or {@value #NO_SLOT} */
    static TextStep of(byte[] literal, FieldClass.FixedLength fieldClass, NodeText.NumberText number, int slot) {
        var field = new IntegerField(fieldClass, number.signedness() == Signedness.SIGNED);
        LabelText labels = number.labels();
        if (labels != null) {
            return new Labelled(literal, field, slot, number, labels);
        }
        return switch (IntegerField.Form.of(number)) {
            case UNSIGNED -> new Unsigned(literal, field, slot);
            case SIGNED -> new Signed(literal, field, slot);
            case HEXADECIMAL -> new Hexadecimal(literal, field, slot);
            case OTHER -> new Other(literal, field, slot, number);
        };
    }

    @Override
    final int ownBytes() {
        return slot == NO_SLOT ? field.bytes : UNKNOWN;
    }

    final long load(TextPlace place) {
        putLiteral(place);
        long value = field.load(place.in, place.from);
        place.from += field.bytes;
        if (slot != NO_SLOT) {
            place.slots()[slot] = value;
        }
        return value;
    }

    private static final class Unsigned extends IntegerStep {
        Unsigned(byte[] literal, IntegerField field, int slot) {
            super(literal, field, slot);
        }

        @Override
        boolean run(TextPlace place) {
            long value = load(place);
            place.at = Digits.unsigned(place.out, place.at, value);
            return true;
        }
    }

    private static final class Signed extends IntegerStep {
        Signed(byte[] literal, IntegerField field, int slot) {
            super(literal, field, slot);
        }

        @Override
        boolean run(TextPlace place) {
            long value = load(place);
            place.at = Digits.signed(place.out, place.at, value);
            return true;
        }
    }

    private static final class Hexadecimal extends IntegerStep {
        private final long bits;

        Hexadecimal(byte[] literal, IntegerField field, int slot) {
            super(literal, field, slot);
            this.bits = -1L >>> (Long.SIZE - field.bytes * Byte.SIZE);
        }

        @Override
        boolean run(TextPlace place) {
            long value = load(place) & bits;
            place.at = Digits.hexadecimal(place.out, place.at, value);
            return true;
        }
    }

    private static final class Other extends IntegerStep {
        private final NodeText.NumberText number;

        Other(byte[] literal, IntegerField field, int slot, NodeText.NumberText number) {
            super(literal, field, slot);
            this.number = number;
        }

        @Override
        boolean run(TextPlace place) {
            long value = load(place);
            place.toLine().putInteger(value, number.bits(), number.signedness(), number.base());
            place.fromLine();
            return true;
        }
    }

    private static final class Labelled extends IntegerStep {
        private final NodeText.NumberText number;
        private final LabelText labels;

        Labelled(byte[] literal, IntegerField field, int slot, NodeText.NumberText number, LabelText labels) {
            super(literal, field, slot);
            this.number = number;
            this.labels = labels;
        }

        @Override
        boolean run(TextPlace place) {
            long value = load(place);
            place.toLine().put(labels.before(value));
            place.line.putInteger(value, number.bits(), number.signedness(), number.base());
            place.fromLine();
            return true;
        }
    }
}
