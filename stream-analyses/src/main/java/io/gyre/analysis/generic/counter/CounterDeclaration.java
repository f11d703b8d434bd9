package io.gyre.analysis.generic.counter;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.filter.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of which events are watched.
 *
 * <pre>
 * load: my_app:queue length, $ctx.vtid
 * kernel-memory: kmem_*(bytes_alloc &gt; 4096) *
 * </pre>
 *
 * @param fields none for {@code *}: every integer of the payload
 */
record CounterDeclaration(String text, String analysisName, Selection events, List<FieldReference> fields) {

    static final String FORM = "NAME: EVENT[(FILTER)] FIELD[, …]   or * for every integer of the payload";

    static CounterDeclaration parse(String written) throws DeclarationException {
        var text = new DeclarationText(written);
        String name = text.name();
        Selection events = text.events();
        var fields = new ArrayList<FieldReference>();
        if (!text.has("*")) {
            do {
                fields.add(text.field());
            } while (text.has(","));
        }
        if (!text.isAtEnd()) {
            throw text.wrong("expected `,` or the end");
        }
        return new CounterDeclaration(written.strip(), text.analysisName(CountersKind.NAME, name), events,
                List.copyOf(fields));
    }
}
