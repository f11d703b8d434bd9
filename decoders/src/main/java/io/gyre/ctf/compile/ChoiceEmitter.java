package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.RangeSet;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Writes code that walks what a selector chooses. Each method returns the index of the instruction to go on with. */
final class ChoiceEmitter {
    private static final MethodTypeDesc MTD_COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc MTD_BAD_SELECTOR = MethodTypeDesc.of(Descriptors.CD_DAMAGE, CD_long, CD_long,
            Descriptors.CD_NODE);

    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final Track track;
    private final SlotLocals slots;
    private final FieldSink sink;
    private final FieldEmitter fields;

    /** @param fields writes what is chosen */
    ChoiceEmitter(CodeBuilder code, GeneratedClass owner, Track track, SlotLocals slots, FieldSink sink,
            FieldEmitter fields) {
        this.code = code;
        this.owner = owner;
        this.track = track;
        this.slots = slots;
        this.sink = sink;
        this.fields = fields;
    }

    int variant(List<Instruction> instructions, Instruction.BeginVariant begin) {
        track.settle();
        int selector = code.allocateLocal(TypeKind.LONG);
        slots.load(code, begin.slot());
        code.lstore(selector);
        Label done = code.newLabel();
        for (int i = 0; i < begin.choices().size(); i++) {
            Instruction.Choice choice = begin.choices().get(i);
            Label chosen = code.newLabel();
            Label other = code.newLabel();
            jumpIfIn(choice.ranges(), selector, chosen);
            code.goto_(other).labelBinding(chosen);
            sink.beginVariant(begin.node(), i);
            fields.emit(instructions, choice.from(), choice.to());
            track.settle();
            code.goto_(done).labelBinding(other);
            track.settle();
        }
        code.aload(Track.CURSOR).lload(track.position()).lload(selector);
        owner.constant(code, begin.node(), Descriptors.CD_NODE);
        code.invokevirtual(Descriptors.CD_CURSOR, "badSelector", MTD_BAD_SELECTOR).athrow().labelBinding(done);
        track.settle();
        return begin.end();
    }

    private void jumpIfIn(RangeSet ranges, int value, Label target) {
        for (RangeSet.Range range : ranges.ranges()) {
            code.lload(value);
            if (range.lower() == range.upper()) {
                code.loadConstant(range.lower()).lcmp().ifeq(target);
            } else {
                // Right for signed and for unsigned ranges: the distance from the lower bound is unsigned in both.
                code.loadConstant(range.lower()).lsub().loadConstant(range.upper() - range.lower())
                        .invokestatic(Descriptors.of(Long.class), "compareUnsigned", MTD_COMPARE).ifle(target);
            }
        }
    }

    int optional(List<Instruction> instructions, int index, Instruction.BeginOptional begin) {
        track.settle();
        int selector = code.allocateLocal(TypeKind.LONG);
        slots.load(code, begin.slot());
        code.lstore(selector);
        Label present = code.newLabel();
        Label done = code.newLabel();
        if (begin.ranges() == null) {
            code.lload(selector).lconst_0().lcmp().ifne(present);
        } else {
            jumpIfIn(begin.ranges(), selector, present);
        }
        sink.beginOptional(begin.node(), 0);
        code.goto_(done).labelBinding(present);
        sink.beginOptional(begin.node(), 1);
        fields.emit(instructions, index + 1, begin.end());
        track.settle();
        code.labelBinding(done);
        track.settle();
        return begin.end();
    }
}
