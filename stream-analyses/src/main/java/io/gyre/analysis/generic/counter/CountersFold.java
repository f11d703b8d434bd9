package io.gyre.analysis.generic.counter;

import io.gyre.analysis.Fold;
import io.gyre.ctf.bind.Watch;
import io.gyre.ctf.bind.Watching;
import java.util.List;
import java.util.TreeMap;

/** Gathers the values of fields. */
public final class CountersFold implements Fold<CounterValues>, Watching {
    private final CounterDeclaration declaration;
    private final ValueVisitor visitor;

    CountersFold(CounterDeclaration declaration) {
        this.declaration = declaration;
        this.visitor = new ValueVisitor(declaration.fields());
    }

    @Override
    public List<Watch> watches() {
        return List.of(new Watch(declaration.events(), visitor));
    }

    @Override
    public CounterValues cut(long afterNs, long upToNs) {
        var byField = new TreeMap<FieldName, Values>();
        for (ValuesTally tally : visitor.tallies()) {
            if (!tally.isNone()) {
                byField.put(tally.name(), tally.take());
            }
        }
        return CounterValues.limited(byField, 0);
    }
}
