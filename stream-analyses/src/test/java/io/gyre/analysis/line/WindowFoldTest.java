package io.gyre.analysis.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.Partials;
import io.gyre.analysis.Slices;
import io.gyre.analysis.View;
import io.gyre.analysis.generic.EventCounts;
import io.gyre.analysis.generic.EventsAnalysis;
import io.gyre.analysis.line.WindowFold.FailedAnalysis;
import io.gyre.chunk.Window;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.order.Damage;
import io.gyre.streams.tiny.TinyEvent;
import io.gyre.streams.tiny.TinyInputs;
import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowFoldTest {
    private static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final long SECOND = 1_000_000_000L;

    private static TinyPacket packet(long cpu, long... times) {
        var events = new ArrayList<TinyEvent>();
        for (long at : times) {
            events.add(new TinyEvent.Tick(at, 0));
        }
        return new TinyPacket(cpu, times[0], times[times.length - 1], 0, 0, events);
    }

    @Test
    void slicesWithoutEventsAreNotThere() throws Exception {
        WindowFold.Inputs inputs = () -> TinyInputs.of(List.of(packet(0, 0, SECOND - 1, SECOND, 9_000 * SECOND)));
        var analyses = new AnalysisSet(List.of(new EventsAnalysis()));
        WindowPartials partials = new WindowFold(analyses, Slices.seconds()).fold(ALL, inputs, Damage.STRICT,
                failed -> {});
        assertEquals(List.of(0L, 1L, 9_000L), partials.slices().stream().map(slice -> slice.index()).toList());
        assertEquals(List.of(2L, 1L, 1L), partials.slices().stream()
                .map(slice -> ((EventCounts) slice.bundle().partials().getFirst()).events()).toList());
    }

    @Test
    void windowWithoutEventsStillTellsItsLosses() throws Exception {
        WindowFold.Inputs inputs = () -> TinyInputs.of(List.of(new TinyPacket(0, 5, 5, 0, 0, List.of()),
                new TinyPacket(0, 7, 7, 4, 10, List.of())));
        var analyses = new AnalysisSet(List.of(new EventsAnalysis()));
        var window = new Window(0, 3 * SECOND);
        WindowPartials partials = new WindowFold(analyses, Slices.seconds()).fold(window, inputs, Damage.STRICT,
                failed -> {});
        assertEquals(1, partials.slices().size());
        var completeness = partials.slices().getFirst().bundle().losses().completeness();
        assertEquals(10, completeness.discardedEvents());
        assertEquals(3, completeness.discardedPackets());
    }

    @Test
    void analysisThatDoesNotFitTheTraceSparesTheOthers() throws Exception {
        WindowFold.Inputs inputs = () -> TinyInputs.of(List.of(packet(0, 1, 2, 3)));
        var analyses = new AnalysisSet(List.of(new EventsAnalysis(), new WantsTooMuch()));
        var failed = new ArrayList<FailedAnalysis>();
        WindowPartials partials = new WindowFold(analyses, Slices.seconds()).fold(ALL, inputs, Damage.STRICT,
                failed::add);
        assertEquals(List.of("wants-too-much"), failed.stream().map(FailedAnalysis::analysis).toList());
        assertTrue(failed.getFirst().message().contains("no_such_field"), failed.getFirst().message());
        assertEquals(List.of(3L, 0L), List.of(
                ((EventCounts) partials.slices().getFirst().bundle().partials().getFirst()).events(),
                partials.slices().getFirst().bundle().partials().getLast()));
    }

    /** Asks for a field that a tick has not. */
    public static final class WantsTooMuch extends DescribedAnalysis<Long> {
        public WantsTooMuch() {
            super("wants-too-much", "a field that no event has", Wanting::new,
                    new Partials<>(1, 0L, Long::sum, (sum, out) -> out.writeUnsigned(sum), PartialInput::readUnsigned));
        }

        public static final class Wanting implements Fold<Long> {
            private long sum;

            @OnEvent("tick")
            public void tick(long timestampNs, @Field("no_such_field") int value) {
                sum += value;
            }

            @Override
            public Long cut(long afterNs, long upToNs) {
                return sum;
            }
        }

        @Override
        public void json(View<Long> view, ObjectNode entry) {
            entry.put("sum", view.value());
        }

        @Override
        public String text(View<Long> view, Detail detail) {
            return view.value() + "\n";
        }
    }
}
