"""How large anything may be. Every bound that a message names stands here and nowhere else."""

# A bank, as a file
BANK_FILE_BYTES = 512 * 1024
BANK_FILES = 64
BANK_BYTES = 16 * 1024 * 1024
YAML_NODES = 50_000
YAML_DEPTH = 32
YAML_SCALAR_CHARACTERS = 16 * 1024

# A question
ID_CHARACTERS = 64
TITLE_CHARACTERS = 200
PROMPT_CHARACTERS = 8 * 1024
PROMPT_LINES = 200
OPTION_CHARACTERS = 1024

# A number as typed
NUMBER_CHARACTERS = 32
NUMBER_MAGNITUDE = 1e15

# A formula
LEARNER_FORMULA_CHARACTERS = 1024
BANK_FORMULA_CHARACTERS = 4096
FORMULA_TOKENS = 512
FORMULA_DEPTH = 64
"""Brackets and signs within one another."""
FORMULA_TREE_DEPTH = 128
"""Levels of the tree: a sum of n terms is n levels deep."""
EXPONENT_MAGNITUDE = 64
NAME_CHARACTERS = 32

# An equation
EQUATION_TOKENS = 2048
"""Of a whole paste, which may hold all six lines of a cell."""
EQUATION_OPERATORS = 128
"""In one line of it."""
EQUATION_NESTING = 48
EQUATION_NAMES = 64
"""In one equation, before the other lines of a paste are put into it."""
EQUATION_TERMS = 72
"""Operations and names in an equation that slips are looked for in; a longer one is no slip in a line of a cell."""
EQUATION_REPAIRS = 24
"""How many ways to mend a wrong equation are tried before it is left without a name."""
EQUATION_WORK = 9_000
"""Terms computed while one equation is compared with everything it may be."""
EQUATION_NAMINGS = 64
"""How many ways to name a learner's parameters are tried before an equation counts as different."""

# An array
ARRAY_DIMENSIONS = 4
ARRAY_DIMENSION = 1024
ARRAY_ELEMENTS = 65_536
OPERATIONS = 100_000_000
"""Multiplications in one matrix product."""

# A file of weights
WEIGHT_FILE_BYTES = 512 * 1024 * 1024
WEIGHT_ARRAYS = 4096
NPY_HEADER_BYTES = 16 * 1024
"""What is read of an array before its shape and its type are known."""

# What a learner pastes
ANSWER_CHARACTERS = 16 * 1024

# A line from a program that drives a sitting
JSON_LINE_BYTES = 256 * 1024
"""More than the longest answer takes, every character of it escaped."""

# Drawing fresh numbers
DRAWS = 64
"""How often fresh numbers are drawn before a question is given up as one whose wrong answers collide with its key."""

# A log that comes from elsewhere
LOG_FILE_BYTES = 512 * 1024 * 1024
LOG_LINE_BYTES = 16 * 1024 * 1024
LOG_ORDER = 2**62
"""Of an entry's place in the order of events: microseconds since 1970, or one more than the entry before. What is above would leave no
room for later entries."""
LOG_YEARS = (1970, 9998)
"""Days on either side of them exist in every time zone."""

# A state of the laboratory
SCENE_FILE_BYTES = 1024 * 1024
SCENE_UNITS = 32
SCENE_INPUTS = 32
SCENE_STEPS = 256
SCENE_CELLS = 32
"""Rows, and columns, of a map under a window, and positions that are attended to."""

# A setting that is a text
SETTING_CHARACTERS = 64

# A plan towards an exam
PLAN_DAYS = 180

# The app in a browser
SERVED_SESSIONS = 4
SERVED_MESSAGE_BYTES = 64 * 1024
SERVED_COLUMNS = (20, 500)
SERVED_ROWS = (5, 200)
SERVED_IDLE_SECONDS = 30 * 60
"""From the last key to the end of a session that nobody sits at."""
