package io.gyre.ctf.compile;

/** Makes instances of a generated class. */
@FunctionalInterface
interface Factory<T> {
    /** @param environment what the instance works on: a visitor, or handlers */
    T make(Object... environment);
}
