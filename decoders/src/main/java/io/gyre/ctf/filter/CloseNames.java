package io.gyre.ctf.filter;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What someone may have meant who wrote a name that is not there. */
final class CloseNames {
    private static final int SHOWN = 3;
    private static final int ALL_SHOWN = 12;

    private CloseNames() {}

    /** {@return the end of a sentence: names like the one written, or all when they are few} */
    static String hint(String written, Collection<String> known) {
        List<String> close = known.stream().distinct()
                .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN).toList();
        if (!close.isEmpty()) {
            return "; did you mean " + quoted(close) + "?";
        }
        List<String> all = known.stream().distinct().sorted().toList();
        return all.isEmpty() ? "; there are none" : all.size() > ALL_SHOWN ? "" : "; there are " + quoted(all);
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Single characters put in, left out, replaced, or two neighbours swapped; case counts for nothing. */
    private static int distance(String written, String name) {
        String a = written.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
