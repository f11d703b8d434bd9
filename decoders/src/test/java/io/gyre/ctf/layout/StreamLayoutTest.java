package io.gyre.ctf.layout;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.integer;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.path;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.Classes;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamLayoutTest {
    private static final FieldClass STRING = new FieldClass.NullTerminatedString(StringEncoding.UTF_8);

    private static EventLayout layout(FieldClass.Member... payload) {
        return layout(Classes.lttngCompactHeader(), payload);
    }

    private static EventLayout layout(FieldClass.Structure header, FieldClass.Member... payload) {
        EventRecordClass event = event(1, "e", structure(payload));
        TraceClass trace = Classes.trace(Classes.lttngPacketHeader(),
                Classes.stream(0, Classes.lttngPacketContext(), header, event));
        return Objects.requireNonNull(TraceLayout.of(trace).stream(0)).event(event);
    }

    /** {@return what the instructions are, in short} */
    private static String shape(EventLayout event) {
        var text = new StringBuilder();
        for (Instruction instruction : event.instructions()) {
            text.append(switch (instruction) {
                case Instruction.Require require -> "require" + require.bits() + " ";
                case Instruction.Skip skip -> "skip" + skip.bits() + " ";
                case Instruction.Align align -> "align" + align.bits() + " ";
                case Instruction.ReadFixed read -> read.node().name() + "@" + read.phase() + " ";
                case Instruction.ReadNullTerminated read -> read.node().name() + "\" ";
                case Instruction.BeginStaticArray array -> array.elementSize() + "[ ";
                case Instruction.BeginDynamicArray array -> array.elementSize() + "< ";
                case Instruction.EndArray _ -> "] ";
                case Instruction.Save save -> "save" + save.slot() + " ";
                default -> "";
            });
        }
        return text.toString().strip();
    }

    @Test
    void runOfKnownSizeHasOneCheckAheadOfIt() {
        EventLayout event = layout(member("a", unsigned(32)), member("b", unsigned(5)), member("c", unsigned(3)),
                member("d", unsigned(64)));
        assertEquals("require104 a@0 b@0 c@5 d@0", shape(event));
        assertEquals(OptionalLong.of(104), event.fixedBits());
    }

    @Test
    void paddingOfKnownSizeIsSkipped() {
        EventLayout event = layout(member("a", unsigned(5)), member("b", unsigned(8)));
        assertEquals("require16 a@0 skip3 b@0", shape(event));
    }

    @Test
    void alignmentThatDependsOnThePlaceIsWorkedOutWhileReading() {
        EventLayout event = layout(member("a", unsigned(8)),
                member("b", integer(32, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, 32)));
        // The payload's structure aligns as its most aligned member does.
        assertEquals("align32 require64 a@0 skip24 b@0", shape(event));
        assertEquals(OptionalLong.empty(), event.fixedBits());
    }

    @Test
    void compactHeaderEndsOnAByteEitherWay() {
        assertEquals("require8 a@0", shape(layout(member("a", unsigned(8)))));
    }

    @Test
    void placeAfterAStringIsAByte() {
        EventLayout event = layout(member("a", unsigned(3)), member("s", STRING), member("b", unsigned(8)),
                member("t", STRING), member("c", unsigned(3)));
        assertEquals("require8 a@0 skip5 s\" require8 b@0 t\" require3 c@0", shape(event));
    }

    @Test
    void arraysOfKnownElementsAreCheckedAtOnce() {
        EventLayout event = layout(member("n", unsigned(8)),
                member("fixed", new FieldClass.StaticLengthArray(4, unsigned(16), 1)),
                member("list", new FieldClass.DynamicLengthArray(path(Scope.EVENT_RECORD_PAYLOAD, 0), unsigned(16),
                        1)));
        assertEquals("require72 n@0 save1 Fixed[bits=16][ fixed@0 ] Fixed[bits=16]< list@0 ]", shape(event));
    }

    @Test
    void arraysOfBitsKnowTheirBitOnlyAsFarAsTheirSizeAllows() {
        EventLayout event = layout(member("bits", new FieldClass.StaticLengthArray(5, unsigned(4), 1)),
                member("odd", new FieldClass.StaticLengthArray(3, unsigned(3), 1)), member("after", unsigned(1)));
        assertEquals("require30 Fixed[bits=4][ bits@-1 ] Fixed[bits=3][ odd@-1 ] after@5", shape(event));
    }

    @Test
    void elementsOfUnknownSizeCheckThemselves() {
        EventLayout event = layout(member("list", new FieldClass.StaticLengthArray(5,
                structure(member("s", STRING), member("n", unsigned(8))), 1)));
        assertEquals("AtLeast[bits=16][ s\" require8 n@0 ]", shape(event));
    }

    @Test
    void equalTraceClassesShareOneLayout() {
        TraceClass first = Classes.trace(null, Classes.stream(0, null, null, event(0, "e", structure())));
        TraceClass equal = Classes.trace(null, Classes.stream(0, null, null, event(0, "e", structure())));
        assertNotSame(first, equal);
        assertSame(TraceLayout.of(first), TraceLayout.of(equal));
        assertNotSame(TraceLayout.of(first),
                TraceLayout.of(Classes.trace(null, Classes.stream(0, null, null, event(0, "f", structure())))));
    }

    @Test
    void nodesAreNumberedDensely() {
        EventLayout event = layout(member("a", unsigned(8)), member("in", structure(member("b", unsigned(8)))));
        assertEquals("b", event.node(Scope.EVENT_RECORD_PAYLOAD, List.of(1, 0)).name());
        int root = event.node(Scope.EVENT_RECORD_PAYLOAD, List.of()).index();
        assertEquals(root + 3, event.node(Scope.EVENT_RECORD_PAYLOAD, List.of(1, 0)).index());
    }
}
