package io.gyre.analysis.user.callstack;

import io.gyre.analysis.user.address.Address;
import io.gyre.analysis.user.address.Mappings;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What is known of calls: the partial of {@link CallstackAnalysis}. Trees and whatever they hold are never changed after they have come here.
 *
 * @param functions at most {@value #MOST_FUNCTIONS}, those of the lowest processes and addresses
 * @param otherFunctions all other functions together
 * @param trees where functions were called from; of at most {@value #MOST_NODES} functions in all, the first in the order of bases and
 *        addresses
 * @param otherCalls calls that these trees have no place for
 * @param otherSelfNs time of those
 * @param unbegun exits from functions of which no entry is known
 * @param unended frames of which a gap keeps the exit
 * @param withoutExit calls that ended with a call below them, as by {@code longjmp}, an exception, or an event that was lost
 * @param passes whether a stack that the stretch does not touch is the same after it as before
 * @param stacks at most {@value #MOST_THREADS} threads, the lowest
 */
record CallFigures(SortedMap<Address, FunctionUse> functions, FunctionUse otherFunctions,
        SortedMap<Base, CallNode> trees, long otherCalls, long otherSelfNs, long unbegun, long unended,
        long withoutExit,
        boolean passes, SortedMap<ThreadId, StackEnds> stacks, Mappings mappings) {

    static final int MOST_FUNCTIONS = 2048;
    static final int MOST_NODES = 8192;
    static final int MOST_THREADS = 4096;

    static final CallFigures NONE = of(true);
    static final CallFigures CLOSED = of(false);

    private static CallFigures of(boolean passes) {
        return new CallFigures(Collections.emptySortedMap(), FunctionUse.NONE, Collections.emptySortedMap(), 0, 0, 0, 0,
                0, passes, Collections.emptySortedMap(), Mappings.NONE);
    }

    /** {@return whether a function was entered or left} */
    boolean tells() {
        return !stacks.isEmpty() || unbegun > 0 || unended > 0 || !functions.isEmpty();
    }

    /** {@return the open ends and what names addresses}, so that what follows is told with the calls that it ends. */
    CallFigures opens() {
        return new CallFigures(Collections.emptySortedMap(), FunctionUse.NONE, Collections.emptySortedMap(), 0, 0, 0, 0,
                0, passes, stacks, mappings);
    }
}
