package io.gyre.sinks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what is lost and what is doubled, in a line that one can read. */
public final class Difference {
    private static final int EXAMPLES = 5;

    private Difference() {}

    /** {@return nothing when both hold the same, each as often} */
    public static String between(List<String> expected, List<String> found) {
        Map<String, Integer> balance = new HashMap<>();
        expected.forEach(one -> balance.merge(one, 1, Integer::sum));
        found.forEach(one -> balance.merge(one, -1, Integer::sum));
        List<String> lost = new ArrayList<>();
        List<String> added = new ArrayList<>();
        balance.forEach((one, count) -> {
            if (count > 0) {
                lost.add(one);
            } else if (count < 0) {
                added.add(one);
            }
        });
        return lost.isEmpty() && added.isEmpty() ? "" : told("lost", lost) + ", " + told("doubled or made up", added);
    }

    private static String told(String what, List<String> some) {
        return some.size() + " " + what + " " + some.stream().sorted().limit(EXAMPLES).toList();
    }
}
