package io.gyre.analysis.generic.rate;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.figures.Series;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;

/**
 * Events over time: the partial of {@link RatesAnalysis}.
 *
 * @param byClass at most {@value #MOST_CLASSES} event classes, those whose names come first
 * @param otherClasses all other classes together
 * @param byCpu at most {@value #MOST_CPUS} CPUs, the lowest; -1 where packets do not tell it
 * @param otherCpus all other CPUs together
 */
public record EventRates(SortedMap<String, Series> byClass, Series otherClasses, SortedMap<Integer, Series> byCpu,
        Series otherCpus) {

    static final int MOST_CLASSES = 512;
    static final int MOST_CPUS = 256;
    static final EventRates NONE = new EventRates(Collections.emptySortedMap(), Series.NONE,
            Collections.emptySortedMap(), Series.NONE);

    /** {@return the rates with no more classes and CPUs than allowed} */
    static EventRates limited(NavigableMap<String, Series> classes, Series otherClasses,
            NavigableMap<Integer, Series> cpus,
            Series otherCpus) {
        Series beyondClasses = LowestKeys.cut(classes, MOST_CLASSES, otherClasses, Series::plus);
        Series beyondCpus = LowestKeys.cut(cpus, MOST_CPUS, otherCpus, Series::plus);
        return new EventRates(LowestKeys.fixed(classes), beyondClasses, LowestKeys.fixed(cpus), beyondCpus);
    }

    EventRates plus(EventRates other) {
        return limited(LowestKeys.sum(byClass, other.byClass, Series::plus), otherClasses.plus(other.otherClasses),
                LowestKeys.sum(byCpu, other.byCpu, Series::plus), otherCpus.plus(other.otherCpus));
    }

    Series all() {
        Series all = otherCpus;
        for (Series cpu : byCpu.values()) {
            all = all.plus(cpu);
        }
        return all;
    }

    void write(PartialOutput out) {
        out.writeUnsigned(byClass.size());
        byClass.forEach((name, series) -> {
            out.writeString(name);
            series.write(out);
        });
        otherClasses.write(out);
        out.writeUnsigned(byCpu.size());
        byCpu.forEach((cpu, series) -> {
            out.writeSigned(cpu);
            series.write(out);
        });
        otherCpus.write(out);
    }

    static EventRates read(PartialInput in) throws PartialFormatException {
        var byClass = in.readMap(2, PartialInput::readString, Series::read);
        Series otherClasses = Series.read(in);
        var byCpu = in.readMap(2, PartialInput::readInt, Series::read);
        return limited(byClass, otherClasses, byCpu, Series.read(in));
    }
}
