"""The closed vocabularies of the record, each value with the sentence that a client reads."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """An enum whose members carry a description: `HELD = "HELD", "It took place."`."""

    description: str

    def __new__(cls, value: str, description: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member


class RecordType(Vocabulary):
    """What a citable thing is; the prefix of its global id."""

    ACTOR = "Actor", "A state, organisation or group."
    PERSON = "Person", "A person."
    CONFLICT = "Conflict", "A conflict."
    PROCESS = "Process", "A track or series of meetings."
    MEETING = "Meeting", "A meeting."
    DELEGATION = "Delegation", "One side at one meeting."
    MEDIATOR = "Mediator", "One third party's part in one meeting."
    OUTCOME = "Outcome", "What came of a meeting."
    STATEMENT = "Statement", "A judgement voiced about a meeting."
    POSITION = "Position", "An office a person held."
    STATUS_CHANGE = "OutcomeStatusChange", "A step in the life of an outcome."
    DOCUMENT = "Document", "A document that an outcome is written down in."
    SOURCE = (
        "Source",
        "A published page or document.",
    )


class SearchType(Vocabulary):
    """What can be searched for; the value is the GraphQL type."""

    MEETING = "Meeting", "Meetings."
    PERSON = "Person", "Persons."
    COUNTRY = "Country", "States with an ISO 3166-1 code."
    ORGANIZATION = "Organization", "Intergovernmental, regional and non-governmental organisations."
    GROUP = "Group", "Every other actor."
    PROCESS = "Process", "Tracks and series of meetings."
    CONFLICT = "Conflict", "Conflicts."
    OUTCOME = "Outcome", "What came of meetings."


class ActorType(Vocabulary):
    """The GraphQL type of an actor."""

    COUNTRY = "Country", "A state with an ISO 3166-1 code (Kosovo: XK)."
    ORGANIZATION = (
        "Organization",
        "An intergovernmental, regional or non-governmental organisation.",
    )
    GROUP = (
        "Group",
        "Every other actor: armed, political, religious, de facto, dissolved states.",
    )


class ActorKind(Vocabulary):
    """What sort of actor it is."""

    STATE = "STATE", "A state, present or dissolved."
    INTERGOVERNMENTAL_ORGANIZATION = (
        "INTERGOVERNMENTAL_ORGANIZATION",
        "An organisation of states with global reach.",
    )
    REGIONAL_ORGANIZATION = (
        "REGIONAL_ORGANIZATION",
        "An organisation of the states of a region.",
    )
    NGO = "NGO", "A non-governmental organisation."
    ARMED_GROUP = "ARMED_GROUP", "A non-state group that fights."
    POLITICAL_GROUP = (
        "POLITICAL_GROUP",
        "A party, movement, alliance or opposition body.",
    )
    DE_FACTO_AUTHORITY = (
        "DE_FACTO_AUTHORITY",
        "An authority that governs territory without general recognition.",
    )
    RELIGIOUS_BODY = "RELIGIOUS_BODY", "A church or other religious body."
    OTHER = "OTHER", "None of the other kinds."


class MeetingKind(Vocabulary):
    """What sort of meeting it is."""

    NEGOTIATION_ROUND = (
        "NEGOTIATION_ROUND",
        "A round of negotiations between the sides.",
    )
    SUMMIT = "SUMMIT", "A meeting of heads of state or government."
    MINISTERIAL = "MINISTERIAL", "A meeting of ministers."
    TECHNICAL_TALKS = (
        "TECHNICAL_TALKS",
        "Talks of experts or officials on implementation.",
    )
    PROXIMITY_TALKS = (
        "PROXIMITY_TALKS",
        "Talks in one place through a go-between, the sides in separate rooms.",
    )
    SHUTTLE = "SHUTTLE", "A go-between travels from one side to the other."
    CONSULTATION = "CONSULTATION", "An exchange of views without negotiation."
    SIGNING_CEREMONY = "SIGNING_CEREMONY", "A ceremony at which a document is signed."
    CONFERENCE = "CONFERENCE", "A conference of many states or organisations."
    PHONE_CALL = "PHONE_CALL", "A conversation by telephone or video."
    OTHER = "OTHER", "None of the other kinds."


class MeetingModality(Vocabulary):
    """How the sides faced each other."""

    DIRECT = "DIRECT", "Face to face."
    PROXIMITY = "PROXIMITY", "In one place, through a go-between."
    SHUTTLE = "SHUTTLE", "In several places, through a travelling go-between."
    VIRTUAL = "VIRTUAL", "By video."
    PHONE = "PHONE", "By telephone."
    HYBRID = "HYBRID", "Some in the room, some remote."
    UNKNOWN = "UNKNOWN", "Not recorded."


class MeetingStatus(Vocabulary):
    """Whether it took place."""

    PROPOSED = "PROPOSED", "Proposed by somebody, not agreed."
    SCHEDULED = "SCHEDULED", "Agreed, still to come."
    HELD = "HELD", "It took place."
    POSTPONED = "POSTPONED", "Put off."
    CANCELLED = "CANCELLED", "Called off."


class DelegationRole(Vocabulary):
    """The part a delegation played."""

    PARTY = "PARTY", "A side of the talks."
    MEDIATOR = "MEDIATOR", "A third party that mediated."
    HOST = "HOST", "The host's own delegation."
    OBSERVER = "OBSERVER", "Present without a part in the talks."
    GUARANTOR = "GUARANTOR", "Answers for what is agreed."
    SIGNATORY = "SIGNATORY", "Came to sign."
    WITNESS = "WITNESS", "Witnessed the signing."
    PARTICIPANT = "PARTICIPANT", "Took part in a conference without being a side."
    ACCOMPANYING = "ACCOMPANYING", "Accompanies the process as a friend of it."


class MediatorRole(Vocabulary):
    """The part a third party played."""

    MEDIATOR = "MEDIATOR", "Led or carried the mediation."
    FACILITATOR = "FACILITATOR", "Eased the talks without proposals of its own."
    GOOD_OFFICES = "GOOD_OFFICES", "Offered its good offices."
    CHAIR = "CHAIR", "Chaired the meeting."
    GUARANTOR = "GUARANTOR", "Answers for what is agreed."
    OBSERVER = "OBSERVER", "Watched without a part in the talks."
    CO_SPONSOR = "CO_SPONSOR", "Sponsored the talks with others."


class SeatRole(Vocabulary):
    """The rank of a seat inside its side."""

    HEAD = "HEAD", "Led the side (several when it was led jointly)."
    MEMBER = "MEMBER", "Belonged to the side."


class Attendance(Vocabulary):
    """Whether the person was in the room."""

    PRESENT = "PRESENT", "In the room."
    REMOTE = "REMOTE", "Took part from elsewhere."
    SUBSTITUTE = "SUBSTITUTE", "Came in another's place."
    INVITED = "INVITED", "Named or invited; presence not reported."
    ABSENT = "ABSENT", "Named or invited, and did not come."
    UNKNOWN = "UNKNOWN", "Not recorded."


class OutcomeKind(Vocabulary):
    """What sort of outcome it is."""

    AGREEMENT_SIGNED = "AGREEMENT_SIGNED", "An agreement was signed."
    INITIALLED = "INITIALLED", "An agreement was initialled, not yet signed."
    RATIFICATION = "RATIFICATION", "An agreement was ratified."
    EXTENSION = "EXTENSION", "Something agreed before was extended."
    SUSPENSION = "SUSPENSION", "Something agreed before was suspended."
    CEASEFIRE = "CEASEFIRE", "A ceasefire or truce."
    PRISONER_EXCHANGE = "PRISONER_EXCHANGE", "Sides exchange prisoners."
    PRISONER_RELEASE = "PRISONER_RELEASE", "One side releases prisoners."
    RETURN_OF_REMAINS = "RETURN_OF_REMAINS", "Bodies of the dead are handed over."
    RETURN_OF_CIVILIANS = (
        "RETURN_OF_CIVILIANS",
        "Civilians, children among them, return.",
    )
    HUMANITARIAN_ACCESS = "HUMANITARIAN_ACCESS", "Aid or people may pass."
    DOCUMENT_EXCHANGE = "DOCUMENT_EXCHANGE", "Papers or proposals were handed over."
    JOINT_STATEMENT = "JOINT_STATEMENT", "A statement adopted jointly."
    PROPOSAL = "PROPOSAL", "Something proposed."
    DEMAND = "DEMAND", "Something demanded."
    PLEDGE = "PLEDGE", "Something promised by one side."
    CONFIDENCE_BUILDING = "CONFIDENCE_BUILDING", "A step meant to build confidence."
    NEXT_MEETING = "NEXT_MEETING", "A further meeting was proposed or agreed."
    ROADMAP = "ROADMAP", "A plan of steps."
    MONITORING_MECHANISM = (
        "MONITORING_MECHANISM",
        "A body or procedure that watches over an agreement.",
    )
    WITHDRAWAL = "WITHDRAWAL", "Forces or weapons are withdrawn."
    NO_AGREEMENT = "NO_AGREEMENT", "The meeting ended without agreement."
    OTHER = "OTHER", "None of the other kinds."


class OutcomeStatus(Vocabulary):
    """How far an outcome has come."""

    PROPOSED = "PROPOSED", "Proposed or demanded, not agreed."
    AGREED = "AGREED", "Agreed or adopted."
    PARTLY_IMPLEMENTED = "PARTLY_IMPLEMENTED", "Carried out in part."
    IMPLEMENTED = "IMPLEMENTED", "Carried out."
    REJECTED = "REJECTED", "Turned down."
    LAPSED = "LAPSED", "Overtaken or run out."
    VIOLATED = "VIOLATED", "Broken."
    UNKNOWN = "UNKNOWN", "Not recorded."


class OutcomeLinkKind(Vocabulary):
    """How one outcome bears on another."""

    IMPLEMENTS = "IMPLEMENTS", "Carries the other out."
    EXTENDS = "EXTENDS", "Prolongs the other."
    SUPERSEDES = "SUPERSEDES", "Takes the other's place."
    AMENDS = "AMENDS", "Changes the other."
    SAME_AS = "SAME_AS", "The same thing, recorded at another meeting."


class OutcomeActorRole(Vocabulary):
    """How an actor is tied to an outcome."""

    PROPOSED_BY = "PROPOSED_BY", "Proposed or demanded it."
    ADDRESSED_TO = "ADDRESSED_TO", "Was asked."
    SIGNATORY = "SIGNATORY", "Signed it."


class Stance(Vocabulary):
    """The tone of a judgement."""

    POSITIVE = "POSITIVE", "Approving."
    NEUTRAL = "NEUTRAL", "Neither approving nor disapproving."
    NEGATIVE = "NEGATIVE", "Disapproving."
    MIXED = "MIXED", "Approving of some of it, disapproving of some."


class QuantityBound(Vocabulary):
    """How exact a figure is."""

    EXACT = "EXACT", "Exactly this many."
    ABOUT = "ABOUT", "About this many."
    AT_LEAST = "AT_LEAST", "This many or more."
    AT_MOST = "AT_MOST", "This many or fewer."


class QuantityCategory(Vocabulary):
    """What a figure counts."""

    PRISONERS = "PRISONERS", "Prisoners of war or detainees."
    HOSTAGES = "HOSTAGES", "Hostages."
    REMAINS = "REMAINS", "Bodies of the dead."
    CHILDREN = "CHILDREN", "Children."
    CIVILIANS = "CIVILIANS", "Civilians."
    TROOPS = "TROOPS", "Soldiers or fighters."
    PARTICIPANTS = "PARTICIPANTS", "People or states taking part."
    DURATION = "DURATION", "A length of time."
    DISTANCE = "DISTANCE", "A distance."
    AREA = "AREA", "An area."
    MASS = "MASS", "A weight."
    MONEY = "MONEY", "A sum of money."
    DOCUMENT = "DOCUMENT", "Documents, or parts of one."
    OTHER = "OTHER", "Anything else."


class NameKind(Vocabulary):
    """What sort of name it is."""

    COMMON = "COMMON", "The name in common use."
    OFFICIAL = "OFFICIAL", "The official or full name."
    NATIVE = "NATIVE", "The name in the bearer's own language."
    SHORT = "SHORT", "An abbreviation or short form."
    FORMER = "FORMER", "A name no longer in use."
    ALIAS = "ALIAS", "Another name or spelling."


class TitleKind(Vocabulary):
    """Where the title of a source comes from."""

    HEADLINE = "HEADLINE", "The headline as published."
    RECONSTRUCTED = (
        "RECONSTRUCTED",
        "Rebuilt from the address of the page; not a headline.",
    )
    DESCRIPTION = "DESCRIPTION", "A description in our own words; not a headline."


class DatePrecision(Vocabulary):
    """How much of a date is known."""

    DAY = "DAY", "A single day."
    MONTH = "MONTH", "A month."
    SEASON = "SEASON", "A season or quarter."
    YEAR = "YEAR", "A year."
    DECADE = "DECADE", "A decade."
    CENTURY = "CENTURY", "A century."
    INTERVAL = "INTERVAL", "From one date to another, perhaps open at an end."
    UNKNOWN = "UNKNOWN", "Nothing is known."


class IdScheme(Vocabulary):
    """Whose identifier it is."""

    ISO_3166_1_ALPHA_2 = "ISO_3166_1_ALPHA_2", "ISO 3166-1 alpha-2 country code: TR."
    ISO_3166_1_ALPHA_3 = "ISO_3166_1_ALPHA_3", "ISO 3166-1 alpha-3 country code: TUR."
    ISO_3166_1_NUMERIC = "ISO_3166_1_NUMERIC", "ISO 3166-1 numeric country code: 792."
    UN_M49 = "UN_M49", "United Nations M49 area code."
    GLEDITSCH_WARD = "GLEDITSCH_WARD", "Gleditsch–Ward number of a state."
    CORRELATES_OF_WAR = "CORRELATES_OF_WAR", "Correlates of War number of a state."
    UCDP_CONFLICT = "UCDP_CONFLICT", "Conflict id of the Uppsala Conflict Data Program."
    UCDP_DYAD = "UCDP_DYAD", "Dyad id of the Uppsala Conflict Data Program."
    UCDP_ACTOR = "UCDP_ACTOR", "Actor id of the Uppsala Conflict Data Program."
    UCDP_AGREEMENT = (
        "UCDP_AGREEMENT",
        "Peace agreement id of the Uppsala Conflict Data Program.",
    )
    PAX_AGREEMENT = "PAX_AGREEMENT", "Agreement id of PA-X (Edinburgh)."
    PAX_PROCESS = "PAX_PROCESS", "Peace process id of PA-X (Edinburgh)."
    MEND_EVENT = (
        "MEND_EVENT",
        "Event id of MEND (St Andrews and Edinburgh); valid within one release.",
    )
    MEND_ACTOR = "MEND_ACTOR", "Actor id of MEND."
    MEND_PERSON = "MEND_PERSON", "Person id of MEND."
    WIKIDATA = "WIKIDATA", "Wikidata item: Q43."
    UN_DOCUMENT = "UN_DOCUMENT", "United Nations document symbol: S/RES/2702."
    DOI = "DOI", "Digital object identifier."
    PARTNER = "PARTNER", "An id that a data partner gave: partner/id."


class ActorPart(Vocabulary):
    """The parts of an actor in a meeting that are kept ready for paging."""

    PARTY = "PARTY", "Has a delegation with role PARTY."
    ATTENDEE = "ATTENDEE", "Has a delegation of any role."
    ATTENDED = "ATTENDED", "Was in the room."
    MEDIATED = "MEDIATED", "Mediated, itself or through its persons."


class PersonPart(Vocabulary):
    """The parts of a person in a meeting that are kept ready for paging."""

    LED = "LED", "Headed a delegation."
    SEATED = "SEATED", "Led, seated or mediating."
    PRESENT = "PRESENT", "Was in the room."


class Operation(Vocabulary):
    """What a change did to a record."""

    CREATE = "CREATE", "The record is new."
    UPDATE = "UPDATE", "The record has other contents."
    DELETE = "DELETE", "The record is withdrawn."
    MERGE = "MERGE", "The record is part of another from now on."


class KeyScope(Vocabulary):
    """What the holder of a key may do."""

    READ = "READ", "Read, at a higher rate than without a key."
    WRITE = "WRITE", "Read, and send records."
