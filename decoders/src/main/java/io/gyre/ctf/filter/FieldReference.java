package io.gyre.ctf.filter;

import io.gyre.ctf.layout.EventLayout;
import io.gyre.ctf.read.FieldNode;
import java.util.ArrayList;
import java.util.List;

/** A field as filters name it ({@code fd}, {@code msg.user}, {@code $ctx.vtid}), but no element of an array. Immutable. */
public final class FieldReference {
    private final String text;
    private final Expression.Reference reference;

    private FieldReference(String text, Expression.Reference reference) {
        this.text = text;
        this.reference = reference;
    }

    /**
     * {@return the field that a text names}
     *
     * @throws FilterException when it names none, or an element of an array
     */
    public static FieldReference parse(String text) throws FilterException {
        Expression expression = Parser.parse(text);
        if (!(expression instanceof Expression.Reference reference)) {
            throw new FilterException(FilterException.Kind.SYNTAX, text, expression.place(),
                    "expected the name of a field");
        }
        for (Expression.Step step : reference.steps()) {
            if (step instanceof Expression.Indexed) {
                throw new FilterException(FilterException.Kind.SYNTAX, text, step.place(),
                        "expected the name of a field, not an element of an array");
            }
        }
        return new FieldReference(text, reference);
    }

    /** {@return the places of an event class that may hold the field, the options of a variant each; none when it has no such field} */
    public List<FieldNode> in(EventLayout event) {
        var nodes = new ArrayList<FieldNode>();
        if (new Resolver(event).resolve(reference) instanceof Resolver.Found found) {
            for (FieldAccess access : found.choices()) {
                if (access instanceof FieldAccess.OfField field) {
                    nodes.add(field.node());
                }
            }
        }
        return nodes;
    }

    /** {@return whether it is the CPU, where that is no field of the event but of its packet: {@code $ctx.cpu_id}} */
    public boolean isCpu(EventLayout event) {
        return new Resolver(event).resolve(reference) instanceof Resolver.Found found
                && found.choices().getFirst() instanceof FieldAccess.CpuId;
    }

    @Override
    public String toString() {
        return text;
    }
}
