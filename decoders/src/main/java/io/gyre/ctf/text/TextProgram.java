package io.gyre.ctf.text;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.FixedLengthFloatingPoint;
import io.gyre.ctf.model.FieldClass.FixedLengthInteger;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.text.bytes.Digits;
import io.gyre.ctf.text.bytes.Memo;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps that write the events of one class: what all of them have in common is text already, and few kinds of step do the
 * rest for all classes. Generated code for each of a kernel's hundreds of classes would be faster, if there were time to compile it.
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
        compiler.add(TextStep.End::new, 0);
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
        /** The first step of the scope. */
        private int scopeStart;
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
                    scopeStart = steps.size();
                    yield true;
                }
                case Instruction.EndScope _,Instruction.EndStructure _ -> {
                    if (instruction instanceof Instruction.EndScope end
                            && end.scope() == Scope.EVENT_RECORD_COMMON_CONTEXT) {
                        remember();
                    }
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
                case Instruction.Skip skip -> skip.bits() % 8 == 0 && steps.add(new TextStep.Skip(skip.bits() / 8));
                // All fields lie in whole bytes; only the first one's place is not known to be one.
                case Instruction.Align align -> (align.bits() <= Byte.SIZE && !steps.isEmpty())
                        || steps.add(new TextStep.Align(align.bits() / 8));
                case Instruction.Require require -> steps.add(new TextStep.Require(require.bits()));
                case Instruction.ReadFixed read -> fixed(read, slotAfter(instructions, index));
                case Instruction.ReadNullTerminated read -> read.encoding() == StringEncoding.UTF_8
                        && string(StringStep.Terminated::new, read.node());
                case Instruction.ReadStaticString read -> read.encoding() == StringEncoding.UTF_8
                        && string(literal -> new StringStep.Fixed(literal, read.bytes()), read.node());
                case Instruction.ReadDynamicString read -> read.encoding() == StringEncoding.UTF_8
                        && string(literal -> new StringStep.Told(literal, read.slot()), read.node());
                case Instruction.BeginStaticArray begin -> integers(instructions, index, begin,
                        (literal, element, number) -> IntegersStep.fixed(literal, element, number, begin.length()));
                case Instruction.BeginDynamicArray begin -> integers(instructions, index, begin,
                        (literal, element, number) -> IntegersStep.told(literal, element, number, begin.slot()));
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
                    : IntegerStep.NO_SLOT;
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
            NodeText.NumberText number = text.number();
            if (number == null) {
                add(literal -> new FloatStep(literal, read.field()), Digits.LONGEST);
            } else {
                add(literal -> IntegerStep.of(literal, read.field(), number, slot), Digits.LONGEST);
            }
            literal.code(text.after());
            if (number != null && number.labels() != null) {
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

        private boolean string(Function<byte[], TextStep> step, FieldNode node) {
            NodeText text = lead(node);
            add(step, 2);
            literal.code(text.after());
            return true;
        }

        /** Makes the step of an array. */
        private interface OfIntegers {
            TextStep step(byte[] literal, FieldClass.FixedLength element, NodeText.NumberText number);
        }

        /** An array of plain integers. */
        private boolean integers(List<Instruction> instructions, int index, Instruction.Begin begin, OfIntegers maker) {
            int end = begin.end();
            if (end != index + 2 || !(instructions.get(index + 1) instanceof Instruction.ReadFixed read)
                    || !isWhole(read) || !(read.field() instanceof FixedLengthInteger)
                    || naming != NodeText.Naming.NAMED) {
                return false;
            }
            NodeText element = stream.node(read.node(), naming);
            NodeText.NumberText number = element.number();
            if (element.before().length > 0 || number == null || number.labels() != null) {
                return false;
            }
            lead(begin.node());
            literal.text("[");
            add(literal -> maker.step(literal, read.field(), number), 2);
            literal.text(" ]");
            return true;
        }

        /** Puts one step in the place of all that write the scope which ends here, if it can remember what they write. */
        private void remember() {
            while (scopeStart < steps.size() && steps.get(scopeStart) instanceof TextStep.Silent) {
                scopeStart++;
            }
            List<TextStep> scope = steps.subList(scopeStart, steps.size());
            int bytes = 0;
            for (TextStep step : scope) {
                int own = step.ownBytes();
                if (own == TextStep.UNKNOWN || own > Memo.MOST_BYTES - bytes) {
                    return;
                }
                bytes += own;
            }
            if (bytes >= Memo.LEAST_BYTES && scope.size() > 1) {
                var step = new RepeatedStep(scope.toArray(TextStep[]::new), bytes,
                        stream.contextMemo(scope.getFirst().literal(), bytes));
                scope.clear();
                steps.add(step);
                room += Memo.LONGEST_TEXT;
            }
        }

        /** @param most how many bytes it writes beside what comes before it and what depends on a length */
        void add(Function<byte[], TextStep> step, int most) {
            byte[] text = literal.take();
            room += text.length + most;
            steps.add(step.apply(text));
        }
    }
}
