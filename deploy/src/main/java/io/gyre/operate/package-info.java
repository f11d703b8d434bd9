/**
 * What runs beside the parts for those who operate them: retention of results, the running publisher's status, metrics and health, and
 * the adoption of what LTTng left behind.
 */
@NullMarked
package io.gyre.operate;

import org.jspecify.annotations.NullMarked;
