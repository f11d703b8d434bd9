package io.gyre.analysis.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.ctf.bind.Field;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.bind.Text;
import java.util.ArrayList;
import java.util.List;

/** Lists what events have as their field {@code name}, and does one thing that it must not. */
record Listing(Fault fault) implements Analysis<Listing.Listed> {

    enum Fault {
        NONE, KEEPS_TEXT, PARTIAL_HOLDS_TEXT, FORGETS_NOTHING, HANDS_OVER_ITS_OWN_LIST, MERGES_INTO_THE_LEFT, READS_ONE_LESS, CANNOT_READ, ADDS_WHEN_MERGING, PREFERS_THE_LONGER
    }

    record Listed(List<Object> names) {}

    /** Handler and fold. */
    public final class Names implements Fold<Listed> {
        private List<Object> names = new ArrayList<>();
        private final List<Text> kept = new ArrayList<>();

        @OnEvent("*")
        public void event(long timestampNs, @Field(value = "name", required = false) Text name) {
            names.add(fault == Fault.PARTIAL_HOLDS_TEXT ? name : name.toString());
            if (fault == Fault.KEEPS_TEXT) {
                kept.add(name);
            }
        }

        @Override
        public Listed cut(long afterNs, long upToNs) {
            if (fault == Fault.HANDS_OVER_ITS_OWN_LIST) {
                var cut = new Listed(names);
                names = new ArrayList<>();
                shared.add(names);
                shared.getFirst().add("later");
                return cut;
            }
            var cut = new Listed(List.copyOf(names));
            if (fault != Fault.FORGETS_NOTHING) {
                names.clear();
            }
            return cut;
        }

        private final List<List<Object>> shared = new ArrayList<>(List.of(names));
    }

    @Override
    public String name() {
        return "listing";
    }

    @Override
    public String summary() {
        return "names";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<Listed> newFold() {
        return new Names();
    }

    @Override
    public Listed empty() {
        return new Listed(List.of());
    }

    @Override
    public Listed merge(Listed left, Listed right) {
        var both = new ArrayList<>(left.names);
        both.addAll(right.names);
        if (fault == Fault.MERGES_INTO_THE_LEFT && left.names instanceof ArrayList<Object> list) {
            list.addAll(right.names);
        } else if (fault == Fault.ADDS_WHEN_MERGING) {
            both.add("merged");
        }
        boolean isLonger = left.names.size() > 1 && right.names.size() == 1;
        return fault == Fault.PREFERS_THE_LONGER && isLonger ? left : new Listed(both);
    }

    @Override
    public void write(Listed partial, PartialOutput out) {
        out.writeUnsigned(partial.names.size());
        partial.names.forEach(name -> out.writeString(name.toString()));
    }

    @Override
    public Listed read(PartialInput in, int version) throws PartialFormatException {
        var names = new ArrayList<Object>();
        for (int left = in.readCount(1); left > 0; left--) {
            names.add(in.readString());
        }
        if (fault == Fault.READS_ONE_LESS && !names.isEmpty()) {
            names.removeLast();
        } else if (fault == Fault.CANNOT_READ) {
            in.readString();
        }
        return new Listed(names);
    }

    @Override
    public void json(View<Listed> view, ObjectNode entry) {
        entry.put("names", view.value().names().size());
    }

    @Override
    public String text(View<Listed> view, Detail detail) {
        return view.value().names() + "\n";
    }
}
