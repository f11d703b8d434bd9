package io.gyre.ctf.layout;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.read.FieldNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A field's node and those below it: members, options, the element or the content. */
public record FieldTree(FieldNode node, List<FieldTree> children) {
    public FieldTree {
        children = List.copyOf(children);
    }

    static FieldTree of(String name, FieldClass field, @Nullable FieldNode parent, IntSupplier indexes) {
        var node = new FieldNode(indexes.getAsInt(), name, field, parent);
        var children = new ArrayList<FieldTree>();
        switch (field) {
            case FieldClass.Structure structure -> structure.members()
                    .forEach(m -> children.add(of(m.name(), m.fieldClass(), node, indexes)));
            case FieldClass.Variant variant -> variant.options()
                    .forEach(o -> children.add(of(o.name(), o.fieldClass(), node, indexes)));
            case FieldClass.StaticLengthArray array -> children.add(of(name, array.element(), node, indexes));
            case FieldClass.DynamicLengthArray array -> children.add(of(name, array.element(), node, indexes));
            case FieldClass.Optional optional -> children.add(of(name, optional.content(), node, indexes));
            case FieldClass.FixedLength _,FieldClass.VariableLengthInteger _,FieldClass.NullTerminatedString _,FieldClass.StaticLengthString _,FieldClass.DynamicLengthString _,FieldClass.StaticLengthBlob _,FieldClass.DynamicLengthBlob _ ->
                {
                }
        }
        return new FieldTree(node, children);
    }

    /** {@return the element of an array, or the content of an optional} */
    FieldTree onlyChild() {
        return children.getFirst();
    }
}
