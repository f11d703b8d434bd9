package io.gyre.analysis.generic.pair;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.filter.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events make a pair.
 *
 * <pre>
 * reads: syscall_entry_read(fd == 3) -&gt; syscall_exit_read by $ctx.tid
 * wake: sched_waking -&gt; sched_switch by tid = next_tid
 * beats: my_app:heartbeat -&gt; my_app:heartbeat
 * </pre>
 *
 * An event's filter stands in parentheses. Of the key's fields each is one of both events, or that of the first and that of the second
 * event with a {@code =} between them; without a key any end matches.
 *
 * @param analysisName the kind, the declaration's name and a digest
 * @param beginKey as many fields as {@code endKey}, at most {@value #MOST_FIELDS}
 */
record PairDeclaration(String text, String analysisName, Selection begin, Selection end,
        List<FieldReference> beginKey, List<FieldReference> endKey) {

    static final String FORM = "NAME: EVENT[(FILTER)] -> EVENT[(FILTER)] [by FIELD[ = FIELD][, …]]";
    private static final int MOST_FIELDS = 6;

    static PairDeclaration parse(String written) throws DeclarationException {
        var text = new DeclarationText(written);
        String name = text.name();
        Selection begin = text.events();
        text.take("->");
        Selection end = text.events();
        var beginKey = new ArrayList<FieldReference>();
        var endKey = new ArrayList<FieldReference>();
        if (text.has("by ")) {
            do {
                if (beginKey.size() == MOST_FIELDS) {
                    throw text.wrong("a key has at most " + MOST_FIELDS + " fields");
                }
                add(text, beginKey, endKey);
            } while (text.has(","));
        }
        if (!text.isAtEnd()) {
            throw text.wrong(
                    beginKey.isEmpty() ? "expected `by` and a field, or the end" : "expected `,`, `=` or the end");
        }
        return new PairDeclaration(written.strip(), text.analysisName(PairsKind.NAME, name), begin, end,
                List.copyOf(beginKey), List.copyOf(endKey));
    }

    private static void add(DeclarationText text, List<FieldReference> beginKey, List<FieldReference> endKey)
            throws DeclarationException {
        FieldReference first = text.field();
        FieldReference second = text.has("=") ? text.field() : first;
        if (names(beginKey, first) || names(endKey, second)) {
            throw text.wrong("a key names each field once");
        }
        beginKey.add(first);
        endKey.add(second);
    }

    private static boolean names(List<FieldReference> key, FieldReference field) {
        return key.stream().anyMatch(other -> other.toString().equals(field.toString()));
    }
}
