package io.gyre.analysis.kernel.sched;

import io.gyre.analysis.kernel.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Calls of the handlers that folds of waits have in common. */
public final class WaitCalls {
    private WaitCalls() {}

    public static <F extends WaitFold<?, ?>> Consumer<F> switchTo(long at, int cpu, int from, int to) {
        return fold -> fold.schedSwitch(at, cpu, Texts.of("thread" + from), from, Texts.of("thread" + to), to, 20);
    }

    public static <F extends WaitFold<?, ?>> Consumer<F> wakeup(long at, int cpu, int tid) {
        return fold -> fold.wakeup(at, cpu, 0, tid);
    }

    public static <F extends WaitFold<?, ?>> Consumer<F> waking(long at, int cpu, int tid) {
        return fold -> fold.waking(at, cpu, 0, tid);
    }

    /** {@return 50 calls that need not fit together} */
    public static <F extends WaitFold<?, ?>> List<Consumer<F>> any(Random random) {
        var calls = new ArrayList<Consumer<F>>();
        for (int i = 0; i < 50; i++) {
            long at = i * 10L;
            int cpu = random.nextInt(3);
            int tid = random.nextInt(5);
            calls.add(switch (random.nextInt(4)) {
                case 0 -> wakeup(at, cpu, tid);
                case 1 -> waking(at, cpu, tid);
                default -> switchTo(at, cpu, tid, random.nextInt(5));
            });
        }
        return calls;
    }
}
