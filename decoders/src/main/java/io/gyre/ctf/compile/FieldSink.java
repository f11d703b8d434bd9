package io.gyre.ctf.compile;

import io.gyre.ctf.layout.Instruction;
import io.gyre.ctf.read.FieldNode;
import java.util.List;

/** Says which fields are wanted, and writes the code that takes their values. By default nothing is wanted. */
interface FieldSink {
    /** Passes over everything. */
    FieldSink NOTHING = new FieldSink() {
    };

    /** {@return whether the field's value is wanted}; if so one of the methods below takes it from the stack. */
    default boolean wants(FieldNode node) {
        return false;
    }

    /** {@return whether anything within an array is wanted} */
    default boolean wantsElements(FieldNode array) {
        return false;
    }

    /** {@return how many of an array's first elements to look at for such as are wanted one by one} */
    default int elementsToVisit(FieldNode element) {
        return 0;
    }

    /** {@return whether this one element is wanted; if so {@link #element} takes it from the stack} */
    default boolean wantsElement(FieldNode element, int index) {
        return false;
    }

    /** A long is on the stack. */
    default void element(FieldNode element, int index) {
        throw unwanted(element);
    }

    /** {@return the only elements wanted of an array of which any are, ascending; none when all are} */
    default List<Long> onlyElements(FieldNode array) {
        return List.of();
    }

    /** The code that follows reads one element, of this index. */
    default void atElement(FieldNode array, long index) {}

    /** The code that follows reads each element in turn; {@code pushIndex} pushes its index, a long. */
    default void eachElement(FieldNode array, Runnable pushIndex) {}

    /** Pushes what lies below the value. */
    default void beforeValue(FieldNode node) {}

    /** A long is on the stack. */
    default void integer(FieldNode node) {
        throw unwanted(node);
    }

    /** A long is on the stack. */
    default void bool(FieldNode node) {
        throw unwanted(node);
    }

    /** A double is on the stack. */
    default void floatingPoint(FieldNode node) {
        throw unwanted(node);
    }

    /** Buffer, offset and length are on the stack. */
    default void string(FieldNode node) {
        throw unwanted(node);
    }

    /** Buffer, offset and length are on the stack. */
    default void blob(FieldNode node) {
        throw unwanted(node);
    }

    private static IllegalStateException unwanted(FieldNode node) {
        return new IllegalStateException("nobody takes the value of field " + node.name());
    }

    default void beginScope(Instruction.BeginScope begin) {}

    default void endScope(Instruction.EndScope end) {}

    default void beginStructure(FieldNode node) {}

    default void endStructure(FieldNode node) {}

    default void beginArray(FieldNode node, Runnable pushLength) {}

    default void endArray(FieldNode node) {}

    default void beginVariant(FieldNode node, int option) {}

    default void endVariant(FieldNode node) {}

    /** @param present 0 or 1 */
    default void beginOptional(FieldNode node, int present) {}

    default void endOptional(FieldNode node) {}

    /** {@return whether {@link #role} needs the value just read} */
    default boolean takes(Instruction.TakeRole role) {
        return false;
    }

    /** The value is in a local; how many bits it had is in another when its length is variable. */
    default void role(Instruction.TakeRole role, int local, int bits) {}
}
