cimport cython

from hotwash.simulation.kernel cimport book, codes, draws, foresight, reals
from hotwash.simulation.kernel.engine cimport Engine
from hotwash.simulation.kernel.ready cimport Ready


cdef class Loop(Engine):
    @cython.locals(
        new_time="double[::1]", new_caller="long long[::1]", new_key="unsigned long long[::1]",
        new_share="unsigned long long[::1]", new_talk="double[::1]", heap_time="double[::1]", persona_of="long long[::1]",
        home_of="int[::1]", via="int[::1]", target="int[::1]",
        treatment="long long[::1]", sure="unsigned long long[::1]", latency="double[::1]", blind="double[::1]", stray="double[::1]", straying=bint, foresee=bint, trunk_of="int[::1]", aged="double[::1]", door_1="long long[::1]", talk_factor="double[::1]",
        free="long long[::1]", key="unsigned long long[::1]", caller="long long[::1]", attempt="long long[::1]",
        who="long long[::1]", way_of="long long[::1]", psap="long long[::1]", border="long long[::1]",
        state="long long[::1]", gen="long long[::1]", outcome="long long[::1]", verdict="long long[::1]",
        located="long long[::1]", logged="long long[::1]", overflowed="long long[::1]",
        turn="long long[::1]", lane="long long[::1]", started="double[::1]",
        delivered="double[::1]", answered="double[::1]", 
        
        emergency="int[::1]", room_for="long long[::1]", evented="long long[::1]", follow="int[::1]",
        free_at="double[::1]", pick_up="double[::1]", rate="double[::1]",
        burst="double[::1]", tokens="double[::1]", token_time="double[::1]", least_limit="long long[::1]",
        session_held="long long[::1]", talk="double[::1]",
        mask="unsigned long long", gold="unsigned long long", mix_1="unsigned long long", mix_2="unsigned long long",
        unit=double, recording=bint, notified=bint, camping=bint, aging=bint, doored=bint, triaged=bint, before="long long", r="long long", left="long long", due=double, at="long long", count="long long", time=double, attempts="long long", happened="long long",
        status="long long", what="long long", slot="long long", kind="long long", s="long long", number="long long",
        p="long long", way="long long", word="unsigned long long", k="unsigned long long", one="long long", came=double, began=double, start=double, talks=double, never=double, trunk="long long", pack="unsigned long long", packed="unsigned long long[::1]", hushed="int[::1]", dead_air="double[::1]", silent="long long", abandoned="unsigned long long", silenced="long long", simple=bint, arrive="long long", seats="long long", hold_time=double, hold_began=double, hold_talk=double, hold_one="unsigned long long", hold_key="unsigned long long", hold_pack="unsigned long long", straight="long long", here="long long", spot="int[::1]", patience_factor="double[::1]", line_time="double[::1]", line_word="unsigned long long[::1]", line_free="long long[::1]", lasting="long long[::1]", log_at="long long[::1]", per_source="long long[::1]", bar="unsigned long long[::1]", lines_to="int[::1]", line="long long", helped="long long", spokes="long long[::1]", tally="long long[::1]", served="long long[::1]", last_spoke="long long", per_spoke=double, spare="long long", b="long long",
        level=double, treated="long long", arrives=double, ends=double,
        i="long long", place="long long", 
        redial="long long", by_911="long long", deliver="long long", no_audio="long long", by_draw="long long",
    )
    cdef long long run(self) noexcept nogil

    @cython.locals(slot="long long")
    cdef long long seat(self, unsigned long long caller, unsigned long long key, unsigned long long pack, double talk,
                        double began) noexcept nogil
