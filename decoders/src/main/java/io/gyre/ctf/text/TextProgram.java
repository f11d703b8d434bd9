package io.gyre.ctf.text;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.FixedLengthFloatingPoint;
import io.gyre.ctf.model.FieldClass.FixedLengthInteger;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.text.TextStep.Kind;
import io.gyre.ctf.text.bytes.Digits;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that write the events of one class: what all of them have in common is text already, and one short method runs them
 * all. Generated code for each of a kernel's hundreds of classes would be faster, if there were time to compile it.
 *
 * <p>Not every class has a program: where a field does not lie in whole bytes, or what there is depends on a selector, a {@link
 * TextFormat} that is called for each field does the writing.
 */
final class TextProgram {
    final TextStep[] steps;
    /** Room for all that does not depend on lengths. */
    final int room;

    private TextProgram(TextStep[] steps, int room) {
        this.steps = steps;
        this.room = room;
    }

    /** {@return the program of an event class, or empty when it has none} */
    static Optional<TextProgram> of(List<Instruction> instructions, StreamText stream, ScopeText scopes,
            Palette palette) {
        var compiler = new Compiler(stream, scopes, palette);
        int next = 0;
        while (next < instructions.size()) {
            next = compiler.add(instructions, next);
            if (next < 0) {
                return Optional.empty();
            }
        }
        compiler.step(Kind.LITERAL, 0, TextStep.NO_SLOT, null, null);
        return Optional.of(new TextProgram(compiler.steps.toArray(TextStep[]::new), compiler.room));
    }

    private static final class Compiler {
        private static final int UNKNOWN = -1;

        private final StreamText stream;
        private final ScopeText scopes;
        private final List<TextStep> steps = new ArrayList<>();
        private final LiteralText literal;
        /** How many members each open structure has had. */
        private final List<Integer> members = new ArrayList<>();
        private NodeText.Naming naming = NodeText.Naming.NAMED;
        private boolean hasScopes;
        private int room;

        Compiler(StreamText stream, ScopeText scopes, Palette palette) {
            this.stream = stream;
            this.scopes = scopes;
            this.literal = new LiteralText(palette);
        }

        /** {@return the index of the next instruction, or {@value #UNKNOWN} when this one cannot be done} */
        int add(List<Instruction> instructions, int index) {
            Instruction instruction = instructions.get(index);
            boolean isDone = switch (instruction) {
                case Instruction.BeginScope begin -> {
                    naming = scopes.naming(begin.scope());
                    literal.code(scopes.begin(begin.scope(), hasScopes));
                    members.add(0);
                    hasScopes = true;
                    yield true;
                }
                case Instruction.EndScope _,Instruction.EndStructure _ -> {
                    literal.text(" }");
                    members.removeLast();
                    yield true;
                }
                case Instruction.BeginStructure begin -> {
                    lead(begin.node());
                    literal.text("{");
                    members.add(0);
                    yield true;
                }
                case Instruction.Skip skip -> skip.bits() % 8 == 0
                        && step(Kind.SKIP, skip.bits() / 8, TextStep.NO_SLOT, null, null);
                // All fields lie in whole bytes; only the first one's place is not known to be one.
                case Instruction.Align align -> (align.bits() <= Byte.SIZE && !steps.isEmpty())
                        || step(Kind.ALIGN, align.bits() / 8, TextStep.NO_SLOT, null, null);
                case Instruction.Require require -> step(Kind.REQUIRE, require.bits(), TextStep.NO_SLOT, null, null);
                case Instruction.ReadFixed read -> fixed(read, slotAfter(instructions, index));
                case Instruction.ReadNullTerminated read -> read.encoding() == StringEncoding.UTF_8
                        && string(Kind.NUL_TERMINATED, read.node(), 0, TextStep.NO_SLOT);
                case Instruction.ReadStaticString read -> read.encoding() == StringEncoding.UTF_8
                        && string(Kind.STATIC_STRING, read.node(), read.bytes(), TextStep.NO_SLOT);
                case Instruction.ReadDynamicString read -> read.encoding() == StringEncoding.UTF_8
                        && string(Kind.DYNAMIC_STRING, read.node(), 0, read.slot());
                case Instruction.BeginStaticArray begin -> integers(Kind.STATIC_INTEGERS, instructions, index, begin,
                        begin.length(), TextStep.NO_SLOT);
                case Instruction.BeginDynamicArray begin -> integers(Kind.DYNAMIC_INTEGERS, instructions, index, begin,
                        0, begin.slot());
                // The one is kept together with the field before it; of the other, all fields of a program are.
                case Instruction.Save _,Instruction.RequireWholeByte _ -> true;
                case Instruction.ReadVariableLength _,Instruction.ReadStaticBlob _,Instruction.ReadDynamicBlob _,Instruction.EndArray _,Instruction.BeginVariant _,Instruction.EndVariant _,Instruction.BeginOptional _,Instruction.EndOptional _,Instruction.TakeRole _,Instruction.TakeUuid _ ->
                    false;
            };
            boolean isArray = instruction instanceof Instruction.BeginStaticArray
                    || instruction instanceof Instruction.BeginDynamicArray;
            return !isDone ? UNKNOWN : isArray ? ((Instruction.Begin) instruction).end() + 1 : index + 1;
        }

        private static int slotAfter(List<Instruction> instructions, int index) {
            return index + 1 < instructions.size() && instructions.get(index + 1) instanceof Instruction.Save save
                    ? save.slot()
                    : TextStep.NO_SLOT;
        }

        private NodeText lead(FieldNode node) {
            NodeText text = stream.node(node, naming);
            int before = members.removeLast();
            members.add(before + 1);
            literal.code(before == 0 ? text.first() : text.next());
            return text;
        }

        private boolean fixed(Instruction.ReadFixed read, int slot) {
            if (!isWhole(read)) {
                return false;
            }
            NodeText text = lead(read.node());
            if (read.field() instanceof FixedLengthInteger) {
                step(Kind.INTEGER, 0, slot, read.field(), text.number());
            } else {
                step(Kind.FLOAT, 0, slot, read.field(), null);
            }
            literal.code(text.after());
            if (text.number() != null && text.number().labels() != null) {
                literal.text(" )");
            }
            return true;
        }

        /** Whether a field lies in whole bytes, in the usual order of bits. */
        private static boolean isWhole(Instruction.ReadFixed read) {
            FieldClass.FixedLength field = read.field();
            boolean isKnown = field instanceof FixedLengthInteger
                    || (field instanceof FixedLengthFloatingPoint && field.lengthBits() >= Float.SIZE);
            int bits = field.lengthBits();
            boolean isUsual = field.byteOrder().equals(ByteOrder.LITTLE_ENDIAN) == (field
                    .bitOrder() == BitOrder.FIRST_TO_LAST);
            return isKnown && isUsual && read.phase() == 0 && (bits == 8 || bits == 16 || bits == 32 || bits == 64);
        }

        private boolean string(Kind kind, FieldNode node, long bytes, int slot) {
            NodeText text = lead(node);
            step(kind, bytes, slot, null, null);
            literal.code(text.after());
            return true;
        }

        /** An array of plain integers. */
        private boolean integers(Kind kind, List<Instruction> instructions, int index, Instruction.Begin begin,
                long length, int slot) {
            int end = begin.end();
            if (end != index + 2 || !(instructions.get(index + 1) instanceof Instruction.ReadFixed read)
                    || !isWhole(read) || !(read.field() instanceof FixedLengthInteger)
                    || naming != NodeText.Naming.NAMED) {
                return false;
            }
            NodeText element = stream.node(read.node(), naming);
            if (element.before().length > 0 || element.number() == null || element.number().labels() != null) {
                return false;
            }
            lead(begin.node());
            literal.text("[");
            step(kind, length, slot, read.field(), element.number());
            literal.text(" ]");
            return true;
        }

        boolean step(Kind kind, long amount, int slot, FieldClass.@Nullable FixedLength field,
                NodeText.@Nullable NumberText number) {
            byte[] text = isWritten(kind) ? literal.take() : new byte[0];
            room += text.length + (field == null ? 8 : Digits.LONGEST);
            steps.add(new TextStep(kind, text, amount, slot, field, number));
            return true;
        }

        /** Steps that write nothing leave the text before them to the next one. */
        private static boolean isWritten(Kind kind) {
            return switch (kind) {
                case REQUIRE, SKIP, ALIGN -> false;
                case LITERAL, INTEGER, FLOAT, NUL_TERMINATED, STATIC_STRING, DYNAMIC_STRING, STATIC_INTEGERS,
                        DYNAMIC_INTEGERS ->
                    true;
            };
        }
    }
}
