package io.gyre.ctf.compile;

import io.gyre.ctf.layout.Instruction;
import java.lang.classfile.CodeBuilder;
import java.util.List;

/** Writes code that walks the fields of a scope: a sink gets those it wants, others are passed over, as many at once as can be. */
final class FieldEmitter {
    private final CodeBuilder code;
    private final GeneratedClass owner;
    private final Track track;
    private final SlotLocals slots;
    private final FieldSink sink;
    private final ValueEmitter values;
    private final ArrayEmitter arrays;
    private final ChoiceEmitter choices;

    FieldEmitter(CodeBuilder code, GeneratedClass owner, Track track, SlotLocals slots, FieldSink sink) {
        this.code = code;
        this.owner = owner;
        this.track = track;
        this.slots = slots;
        this.sink = sink;
        this.values = new ValueEmitter(code, track, slots, sink);
        this.arrays = new ArrayEmitter(code, track, slots, sink, this);
        this.choices = new ChoiceEmitter(code, owner, track, slots, sink, this);
    }

    /** {@return one that writes for the same sink, but elsewhere in the packet} */
    FieldEmitter at(Track elsewhere) {
        return new FieldEmitter(code, owner, elsewhere, slots, sink);
    }

    void emit(List<Instruction> instructions) {
        slots.declare(code, instructions);
        emit(instructions, 0, instructions.size());
    }

    /** Walks whole fields of a list all of whose slots are declared. */
    void emit(List<Instruction> instructions, int from, int to) {
        int next = from;
        while (next < to) {
            next = emit(instructions, next);
        }
    }

    /** {@return the index of the instruction to go on with} */
    private int emit(List<Instruction> instructions, int index) {
        switch (instructions.get(index)) {
            case Instruction.BeginScope begin -> sink.beginScope(begin);
            case Instruction.EndScope end -> sink.endScope(end);
            case Instruction.Skip skip -> track.advance(skip.bits());
            case Instruction.Align align -> track.align(align.bits());
            case Instruction.Require require -> track.require(require.bits());
            case Instruction.RequireWholeByte _ -> track.requireWholeByte();
            case Instruction.ReadFixed read -> values.fixed(read, isKept(instructions, index));
            case Instruction.ReadVariableLength read -> values.variableLength(read, isKept(instructions, index));
            case Instruction.ReadNullTerminated read -> values.nullTerminated(read);
            case Instruction.ReadStaticString read -> values.staticString(read);
            case Instruction.ReadDynamicString read -> values.dynamicString(read);
            case Instruction.ReadStaticBlob read -> values.staticBlob(read);
            case Instruction.ReadDynamicBlob read -> values.dynamicBlob(read);
            case Instruction.BeginStructure begin -> sink.beginStructure(begin.node());
            case Instruction.EndStructure end -> sink.endStructure(end.node());
            case Instruction.BeginStaticArray begin -> {
                return arrays.staticArray(instructions, index, begin);
            }
            case Instruction.BeginDynamicArray begin -> {
                return arrays.dynamicArray(instructions, index, begin);
            }
            case Instruction.EndArray end -> sink.endArray(end.node());
            case Instruction.BeginVariant begin -> {
                return choices.variant(instructions, begin);
            }
            case Instruction.EndVariant end -> sink.endVariant(end.node());
            case Instruction.BeginOptional begin -> {
                return choices.optional(instructions, index, begin);
            }
            case Instruction.EndOptional end -> sink.endOptional(end.node());
            case Instruction.Save save -> values.save(save);
            case Instruction.TakeRole role -> values.takeRole(role);
            case Instruction.TakeUuid _ -> {
            }
        }
        return index + 1;
    }

    /** {@return whether an instruction that belongs to the read one uses its value} */
    private boolean isKept(List<Instruction> instructions, int index) {
        int next = index + 1;
        while (next < instructions.size() && instructions.get(next) instanceof Instruction.TakeRole role) {
            if (sink.takes(role)) {
                return true;
            }
            next++;
        }
        return next < instructions.size() && instructions.get(next) instanceof Instruction.Save;
    }
}
