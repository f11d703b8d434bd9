package io.gyre.analysis.generic.rate;

import io.gyre.analysis.Fold;
import io.gyre.analysis.figures.Series;
import io.gyre.analysis.figures.SeriesTally;
import io.gyre.analysis.primitive.EventClassMap;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.bind.Cpu;
import io.gyre.ctf.bind.EventClass;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.model.EventRecordClass;
import java.util.TreeMap;

/** Counts every event in its second. */
public final class RatesFold implements Fold<EventRates> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final EventClassMap<SeriesTally> classes = new EventClassMap<>();
    private final IntMap<SeriesTally> cpus = new IntMap<>();
    private long second;
    private long secondBeginNs;

    @OnEvent("*")
    public void event(long timestampNs, @EventClass EventRecordClass eventClass, @Cpu int cpu) {
        long within = timestampNs - secondBeginNs;
        if (within < 0 || within >= NS_PER_SECOND) {
            second = Math.floorDiv(timestampNs, NS_PER_SECOND);
            secondBeginNs = second * NS_PER_SECOND;
        }
        SeriesTally ofClass = classes.get(eventClass);
        if (ofClass == null) {
            ofClass = new SeriesTally();
            classes.put(eventClass, ofClass);
        }
        ofClass.add(second);
        SeriesTally ofCpu = cpus.get(cpu);
        if (ofCpu == null) {
            ofCpu = new SeriesTally();
            cpus.put(cpu, ofCpu);
        }
        ofCpu.add(second);
    }

    @Override
    public EventRates cut(long afterNs, long upToNs) {
        var byClass = new TreeMap<String, Series>();
        classes.forEach((eventClass, tally) -> {
            if (tally.count() > 0) {
                byClass.merge(eventClass.name(), tally.sum(), Series::plus);
            }
            tally.clear();
        });
        var byCpu = new TreeMap<Integer, Series>();
        cpus.forEach((tally, cpu) -> byCpu.put(cpu, tally.sum()));
        cpus.clear();
        return EventRates.limited(byClass, Series.NONE, byCpu, Series.NONE);
    }
}
