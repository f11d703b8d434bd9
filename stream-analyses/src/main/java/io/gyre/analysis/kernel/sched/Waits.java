package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.Partials;
import io.gyre.analysis.View;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The waits for a CPU of a stretch of time: a partial. As bytes, what has ended and then what is open.
 *
 * @param <E> what an analysis tells of those that have ended
 */
public record Waits<E extends EndedWaits<E>>(E ended, OpenWaits open) {

    /**
     * {@return what an analysis does with its partials}
     *
     * @param none what it tells when no wait has ended
     */
    public static <E extends EndedWaits<E>> Partials<Waits<E>> partials(int version, E none,
            BiConsumer<E, PartialOutput> writer, PartialInput.Reader<E> reader) {
        return new Partials<>(version, new Waits<>(none, OpenWaits.NONE), new Waits<>(none, OpenWaits.GAP),
                Waits::followedBy, (waits, out) -> {
                    writer.accept(waits.ended, out);
                    waits.open.write(out);
                }, in -> new Waits<>(reader.read(in), OpenWaits.read(in)));
    }

    public ThreadNames names() {
        return open.names();
    }

    /** {@return whether no thread was woken or put on a CPU or taken off} */
    public boolean isEmpty() {
        return open.threads().isEmpty();
    }

    Waits<E> followedBy(Waits<E> next) {
        List<Wait> met = new ArrayList<>();
        OpenWaits joined = open.followedBy(next.open, met::add);
        return new Waits<>(ended.followedBy(next.ended, open.running()::resolve, met), joined);
    }

    /**
     * {@return what a stretch of time has to tell, its left ends resolved by all that was before}
     *
     * @param none what is told when no wait has ended
     */
    public static <E extends EndedWaits<E>> Waits<E> resolved(View<Waits<E>> view, E none) {
        // What ended a wait when all that began is told there, and not again.
        Waits<E> known = new Waits<>(none, view.before().open.told()).followedBy(view.value());
        E named = none.followedBy(known.ended, known.open.running()::resolveFirst, List.of());
        return new Waits<>(none, OpenWaits.GAP).followedBy(new Waits<>(named, known.open.firstResolved()));
    }
}
