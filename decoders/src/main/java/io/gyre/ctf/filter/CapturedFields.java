package io.gyre.ctf.filter;

import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.SilentVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the values that a filter needs out of an event that is walked. */
final class CapturedFields extends SilentVisitor {
    private final List<FieldAccess> accesses;
    private final Map<FieldNode, List<Integer>> byNode = new HashMap<>();
    /** How many elements of an array have begun. */
    private final Map<FieldNode, Long> begun = new HashMap<>();
    private final long[] wholes;
    private final double[] reals;
    private final int[] offsets;
    private final int[] lengths;
    private final boolean[] present;
    private byte[] buffer = new byte[0];

    CapturedFields(List<FieldAccess> accesses) {
        this.accesses = accesses;
        for (int i = 0; i < accesses.size(); i++) {
            if (accesses.get(i) instanceof FieldAccess.OfField field) {
                byNode.computeIfAbsent(field.node(), _ -> new ArrayList<>()).add(i);
                field.elements().forEach(element -> begun.put(element.array(), 0L));
            }
        }
        this.wholes = new long[accesses.size()];
        this.reals = new double[accesses.size()];
        this.offsets = new int[accesses.size()];
        this.lengths = new int[accesses.size()];
        this.present = new boolean[accesses.size()];
    }

    /** Forgets the event before. */
    void start(PacketCursor cursor) {
        buffer = cursor.buffer();
        Arrays.fill(present, false);
        for (int i = 0; i < wholes.length; i++) {
            if (accesses.get(i) instanceof FieldAccess.CpuId && cursor.cpu() >= 0) {
                wholes[i] = cursor.cpu();
                present[i] = true;
            }
        }
    }

    boolean isPresent(int access) {
        return present[access];
    }

    long whole(int access) {
        return wholes[access];
    }

    double real(int access) {
        return reals[access];
    }

    byte[] buffer() {
        return buffer;
    }

    int offset(int access) {
        return offsets[access];
    }

    int length(int access) {
        return lengths[access];
    }

    /** A field begins: one more element, when it is one. */
    private void enter(FieldNode node) {
        if (node.parent() != null) {
            begun.computeIfPresent(node.parent(), (_, count) -> count + 1);
        }
    }

    /** {@return the accesses that take this very value} */
    private List<Integer> takers(FieldNode node) {
        enter(node);
        List<Integer> all = byNode.getOrDefault(node, List.of());
        return all.stream().filter(i -> isHere((FieldAccess.OfField) accesses.get(i))).toList();
    }

    private boolean isHere(FieldAccess.OfField field) {
        return field.elements().stream().allMatch(e -> begun.getOrDefault(e.array(), 0L) == e.index() + 1);
    }

    @Override
    public void integer(FieldNode node, long value) {
        for (int access : takers(node)) {
            wholes[access] = value;
            present[access] = true;
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        integer(node, value ? 1 : 0);
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        for (int access : takers(node)) {
            reals[access] = value;
            present[access] = true;
        }
    }

    @Override
    public void string(FieldNode node, byte[] bytes, int offset, int length) {
        for (int access : takers(node)) {
            offsets[access] = offset;
            lengths[access] = length;
            present[access] = true;
        }
    }

    @Override
    public void blob(FieldNode node, byte[] bytes, int offset, int length) {
        enter(node);
    }

    @Override
    public void beginStructure(FieldNode node) {
        enter(node);
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        enter(node);
        begun.computeIfPresent(node, (_, _) -> 0L);
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        enter(node);
    }

    @Override
    public void beginOptional(FieldNode node, boolean there) {
        enter(node);
    }
}
