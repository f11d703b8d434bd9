package io.gyre.ctf.suites;

import java.util.List;

/** A field's value as the suite of field cases writes it. */
sealed interface Value {
    String NOTHING = "∅";

    record Scalar(String text) implements Value {}

    record Member(String name, Value value) {}

    record Structure(List<Member> members) implements Value {}

    record Array(List<Value> elements) implements Value {}

    /** {@return the lines of the value, each with its line feed} */
    default String dump() {
        return switch (this) {
            case Scalar scalar -> scalar.text + "\n";
            case Structure structure when structure.members.isEmpty() -> NOTHING + "\n";
            case Array array when array.elements.isEmpty() -> NOTHING + "\n";
            case Structure structure -> members(structure, 0);
            case Array array -> elements(array, 0);
        };
    }

    private static String members(Structure structure, int indent) {
        var text = new StringBuilder();
        for (Member member : structure.members) {
            text.append(" ".repeat(indent)).append(member(member, indent + 2));
        }
        return text.toString();
    }

    private static String member(Member member, int indentOfContent) {
        return member.name + ":" + (isNested(member.value) ? "\n" : " ") + content(member.value, indentOfContent);
    }

    private static boolean isNested(Value value) {
        return switch (value) {
            case Scalar _ -> false;
            case Structure structure -> !structure.members.isEmpty();
            case Array array -> !array.elements.isEmpty();
        };
    }

    private static String content(Value value, int indent) {
        return switch (value) {
            case Structure structure when isNested(value) -> members(structure, indent);
            case Array array when isNested(value) -> elements(array, indent);
            case Scalar _,Structure _,Array _ -> value.dump();
        };
    }

    private static String elements(Array array, int indent) {
        var text = new StringBuilder();
        for (Value element : array.elements) {
            text.append(" ".repeat(indent)).append("-").append(element(element, indent));
        }
        return text.toString();
    }

    private static String element(Value element, int indent) {
        if (element instanceof Structure structure && isNested(element)) {
            // What the first member holds stands no deeper than the member itself.
            var others = new Structure(structure.members.subList(1, structure.members.size()));
            return " " + member(structure.members.getFirst(), indent + 2) + members(others, indent + 2);
        }
        return isNested(element) ? "\n" + content(element, indent + 2) : " " + element.dump();
    }
}
