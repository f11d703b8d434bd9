package io.gyre.ctf.compile;

import static java.lang.constant.ConstantDescs.CD_int;

import io.gyre.ctf.filter.EventFilter;
import io.gyre.ctf.filter.FieldAccess;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.read.FieldNode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Keeps the values that a filter needs in locals. */
final class FilterSink implements FieldSink {
    private static final int ALWAYS = -1;

    private final CodeBuilder code;
    private final List<FieldAccess> accesses;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<FieldNode, List<Integer>> byNode = new HashMap<>();
    private final Set<FieldNode> entered = new HashSet<>();
    private final Map<FieldNode, Index> indexes = new HashMap<>();

    /**
     * The locals that hold a value.
     *
     * @param length of a string, whose offset {@code value} holds
     * @param present holds 0 until the value has been met; {@link #ALWAYS} when every event has it
     */
    private record Kept(int value, int length, int present) {}

    /** Which element the code being written reads. */
    private sealed interface Index {}

    private record Known(long index) implements Index {}

    private record Counted(Runnable push) implements Index {}

    FilterSink(CodeBuilder code, EventFilter filter) {
        this.code = code;
        this.accesses = filter.accesses();
        for (int i = 0; i < accesses.size(); i++) {
            switch (accesses.get(i)) {
                case FieldAccess.CpuId _ -> {
                    kept.add(declare(FieldAccess.Type.INTEGER, code.allocateLocal(TypeKind.INT)));
                    cpu(kept.getLast());
                }
                case FieldAccess.OfField field -> {
                    kept.add(declare(field.type(), isAlwaysThere(field.node())
                            ? ALWAYS
                            : code.allocateLocal(TypeKind.INT)));
                    byNode.computeIfAbsent(field.node(), _ -> new ArrayList<>()).add(i);
                    for (FieldNode node = field.node(); node != null; node = node.parent()) {
                        entered.add(node);
                    }
                }
            }
        }
    }

    private Kept declare(FieldAccess.Type type, int present) {
        int value;
        int length = -1;
        switch (type) {
            case INTEGER -> {
                value = code.allocateLocal(TypeKind.LONG);
                code.lconst_0().lstore(value);
            }
            case REAL -> {
                value = code.allocateLocal(TypeKind.DOUBLE);
                code.dconst_0().dstore(value);
            }
            case TEXT -> {
                value = code.allocateLocal(TypeKind.INT);
                length = code.allocateLocal(TypeKind.INT);
                code.iconst_0().istore(value).iconst_0().istore(length);
            }
            default -> throw new IllegalStateException("no such type: " + type);
        }
        if (present != ALWAYS) {
            code.iconst_0().istore(present);
        }
        return new Kept(value, length, present);
    }

    private void cpu(Kept local) {
        Label none = code.newLabel();
        code.aload(Track.CURSOR).invokevirtual(Descriptors.CD_CURSOR, "cpu", MethodTypeDesc.of(CD_int)).dup();
        code.i2l().lstore(local.value()).iflt(none).iconst_1().istore(local.present()).labelBinding(none);
    }

    private static boolean isAlwaysThere(FieldNode node) {
        for (FieldNode at = node.parent(); at != null; at = at.parent()) {
            if (at.fieldClass() instanceof FieldClass.DynamicLengthArray
                    || at.fieldClass() instanceof FieldClass.Variant
                    || at.fieldClass() instanceof FieldClass.Optional) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean wants(FieldNode node) {
        return byNode.containsKey(node);
    }

    @Override
    public boolean wantsElements(FieldNode array) {
        return entered.contains(array);
    }

    @Override
    public List<Long> onlyElements(FieldNode array) {
        return accesses.stream().filter(FieldAccess.OfField.class::isInstance).map(FieldAccess.OfField.class::cast)
                .flatMap(field -> field.elements().stream()).filter(element -> element.array().equals(array))
                .map(FieldAccess.Element::index).distinct().sorted(Long::compareUnsigned).toList();
    }

    @Override
    public void atElement(FieldNode array, long index) {
        indexes.put(array, new Known(index));
    }

    @Override
    public void eachElement(FieldNode array, Runnable pushIndex) {
        indexes.put(array, new Counted(pushIndex));
    }

    @Override
    public void integer(FieldNode node) {
        int value = code.allocateLocal(TypeKind.LONG);
        code.lstore(value);
        keep(node, local -> code.lload(value).lstore(local.value()));
    }

    @Override
    public void bool(FieldNode node) {
        integer(node);
    }

    @Override
    public void floatingPoint(FieldNode node) {
        int value = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(value);
        keep(node, local -> code.dload(value).dstore(local.value()));
    }

    @Override
    public void string(FieldNode node) {
        int offset = code.allocateLocal(TypeKind.INT);
        int length = code.allocateLocal(TypeKind.INT);
        code.istore(length).istore(offset).pop();
        keep(node, local -> code.iload(offset).istore(local.value()).iload(length).istore(local.length()));
    }

    private interface Store {
        void to(Kept local);
    }

    /** Stores the value for each access that takes the element at hand. */
    private void keep(FieldNode node, Store store) {
        for (int access : Objects.requireNonNull(byNode.get(node))) {
            var field = (FieldAccess.OfField) accesses.get(access);
            if (field.elements().stream().anyMatch(e -> isOther(e))) {
                continue;
            }
            Label other = code.newLabel();
            for (FieldAccess.Element element : field.elements()) {
                if (indexes.get(element.array()) instanceof Counted counted) {
                    counted.push().run();
                    code.loadConstant(element.index()).lcmp().ifne(other);
                }
            }
            Kept local = kept.get(access);
            store.to(local);
            if (local.present() != ALWAYS) {
                code.iconst_1().istore(local.present());
            }
            code.labelBinding(other);
        }
    }

    /** {@return whether the code being written reads another element} */
    private boolean isOther(FieldAccess.Element element) {
        return indexes.get(element.array()) instanceof Known known && known.index() != element.index();
    }

    /** Goes on elsewhere when the event has not got the field. */
    void jumpIfAbsent(int access, Label target) {
        int present = kept.get(access).present();
        if (present != ALWAYS) {
            code.iload(present).ifeq(target);
        }
    }

    /** Pushes a long, a double, or offset and length of a string. */
    void push(int access) {
        Kept local = kept.get(access);
        switch (accesses.get(access).type()) {
            case INTEGER -> code.lload(local.value());
            case REAL -> code.dload(local.value());
            case TEXT -> code.iload(local.value()).iload(local.length());
        }
    }
}
